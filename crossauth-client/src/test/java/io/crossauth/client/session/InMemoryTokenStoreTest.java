package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.testing.Given;
import io.crossauth.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A store of sessions in memory")
class InMemoryTokenStoreTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private final FakeTime time = FakeTime.create();
  private final TokenStore store = new InMemoryTokenStore(100, Duration.ofDays(1), time);

  @Test
  void gives_back_what_was_put_until_it_is_removed() {
    store.put("alice's", Given.stored(1));
    store.put("bob's", Given.stored(7));

    assertThat(store.find("alice's")).contains(Given.stored(1));
    assertThat(store.find("bob's")).contains(Given.stored(7));
    store.remove("alice's");
    store.remove("alice's");
    assertThat(store.find("alice's")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 1_000, 10_000})
  @DisplayName("attack 5: however many begin, the newest are there, and no more than it was told")
  void keeps_the_newest(int sessions) {
    for (int i = 0; i < sessions; i++) {
      store.put("session " + i, Given.stored(1));
      assertThat(store.find("session " + i)).isPresent();
    }
    for (int i = 0; i < sessions; i++) {
      assertThat(store.find("session " + i).isPresent()).isEqualTo(i >= sessions - 100);
    }
  }

  @Test
  void may_hold_one_session() {
    TokenStore one = new InMemoryTokenStore(1, Duration.ofDays(1), time);
    one.put("alice's", Given.stored(1));
    one.put("bob's", Given.stored(2));

    assertThat(one.find("alice's")).isEmpty();
    assertThat(one.find("bob's")).contains(Given.stored(2));
  }

  @Test
  @DisplayName("attack 5: a session in use outlives those that begin and rest")
  void keeps_what_is_in_use() {
    store.put("alice's", Given.stored(1));
    TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();
    for (int i = 0; i < 10_000; i++) {
      store.put("session " + i, Given.stored(1));
      if (i % 50 == 0) {
        assertThat(store.find("alice's")).isPresent();
      }
    }
    assertThat(lease.save(Given.stored(2))).isTrue();
  }

  @Test
  void forgets_a_session_some_time_after_its_last_use() {
    store.put("alice's", Given.stored(1));
    time.advance(Duration.ofHours(23));
    assertThat(store.find("alice's")).isPresent();
    time.advance(Duration.ofHours(23));
    assertThat(store.find("alice's")).isPresent();
    time.advance(Duration.ofHours(24));
    assertThat(store.find("alice's")).isEmpty();
  }

  @Test
  void must_keep_something_for_some_time() {
    assertThatIllegalArgumentException().isThrownBy(() -> TokenStore.inMemory(0, LONG));
    assertThatIllegalArgumentException().isThrownBy(() -> TokenStore.inMemory(1, Duration.ZERO));
  }

  @Test
  @DisplayName("B9: leases a session to one at a time")
  void leases_a_session_to_one_at_a_time() {
    store.put("alice's", Given.stored(1));
    TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();

    assertThat(store.lease("alice's", LONG)).isEmpty();
    assertThat(store.lease("bob's", LONG)).isEmpty();
    lease.close();
    assertThat(store.lease("alice's", LONG)).isPresent();
    // Closed twice, it does not end another's.
    lease.close();
    assertThat(store.lease("alice's", LONG)).isEmpty();
  }

  @Test
  void ends_the_lease_of_a_holder_who_has_vanished() {
    store.put("alice's", Given.stored(1));
    TokenStore.Lease vanished = store.lease("alice's", LONG).orElseThrow();
    time.advance(LONG);

    assertThat(store.lease("alice's", LONG)).isEmpty();
    String overdue = store.overdue("alice's").orElseThrow();
    TokenStore.Lease next = store.takeOver("alice's", overdue, LONG).orElseThrow();
    assertThat(store.takeOver("alice's", overdue, LONG)).isEmpty();
    assertThat(vanished.save(Given.stored(2))).isFalse();
    assertThat(next.save(Given.stored(2))).isTrue();
  }

  @Test
  @DisplayName("B9: saves the next version, and no other, under the lease")
  void saves_the_next_version_under_the_lease() {
    store.put("alice's", Given.stored(1));
    TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();

    assertThat(lease.save(Given.stored(3))).isFalse();
    assertThat(lease.save(Given.stored(2))).isTrue();
    assertThat(lease.save(Given.stored(2))).isFalse();
    lease.close();
    assertThat(lease.save(Given.stored(3))).isFalse();
    assertThat(store.find("alice's")).contains(Given.stored(2));
  }

  @Test
  void saves_nothing_into_a_session_that_has_begun_anew_or_is_gone() {
    store.put("alice's", Given.stored(1));
    TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();
    store.put("alice's", Given.stored(1));
    assertThat(lease.save(Given.stored(2))).isFalse();

    TokenStore.Lease next = store.lease("alice's", LONG).orElseThrow();
    store.remove("alice's");
    assertThat(next.save(Given.stored(2))).isFalse();
    assertThat(store.find("alice's")).isEmpty();
  }
}
