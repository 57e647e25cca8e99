package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.testing.Given;
import io.crossauth.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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

  @Test
  void keeps_no_more_sessions_than_it_was_told_to() {
    for (int i = 0; i < 10_000; i++) {
      store.put("session " + i, Given.stored(1));
    }
    int kept = 0;
    for (int i = 0; i < 10_000; i++) {
      kept += store.find("session " + i).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(1, 100);
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
    assertThat(store.lease("bob's", LONG)).isPresent();
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
    Duration grace = Duration.ofSeconds(5);
    time.advance(LONG.plus(grace).minusMillis(1));

    // The lease has ended, and nobody has given it back.
    assertThat(store.lease("alice's", LONG)).isEmpty();
    assertThat(store.takeOver("alice's", LONG, grace)).isEmpty();
    time.advance(Duration.ofMillis(1));
    TokenStore.Lease next = store.takeOver("alice's", LONG, grace).orElseThrow();
    assertThat(vanished.save(Given.stored(2))).isFalse();
    assertThat(next.save(Given.stored(2))).isTrue();
  }

  @Test
  @DisplayName("node 3: a holder saves after its lease has ended, unless another has taken over")
  void saves_after_the_lease_has_ended() {
    store.put("alice's", Given.stored(1));
    TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();
    time.advance(LONG.multipliedBy(2));
    assertThat(lease.save(Given.stored(2))).isTrue();
  }

  @Test
  @DisplayName("node 10: a save gives the lease back")
  void gives_the_lease_back_with_a_save() {
    store.put("alice's", Given.stored(1));
    TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();
    assertThat(lease.save(Given.stored(2))).isTrue();

    assertThat(store.takeOver("alice's", LONG, Duration.ZERO)).isPresent();
    // Closed late, it does not end another's.
    lease.close();
    assertThat(store.lease("alice's", LONG)).isEmpty();
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
