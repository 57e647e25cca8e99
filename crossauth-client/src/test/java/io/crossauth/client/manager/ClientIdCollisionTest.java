package io.crossauth.client.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.manager.ClientManagementException.Reason;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An id that is taken")
class ClientIdCollisionTest {

  private static final ClientDetails PUBLIC = ClientDetails.named("app").withConfidential(false);

  private final List<String> tried = new ArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final StorageDecorator storage =
      new StorageDecorator() {
        @Override
        public boolean createClient(RegisteredClient client) {
          tried.add(client.clientId());
          if (failures.getAndDecrement() > 0) {
            throw new StorageException("down", null);
          }
          return super.createClient(client);
        }
      };

  @Test
  void is_not_used_again_and_another_is_tried() {
    RegisteredClient first = manager(1, 2).createClient(PUBLIC).client();
    tried.clear();
    RegisteredClient second = manager(1, 1, 2).createClient(PUBLIC.withName("another")).client();

    assertThat(tried).containsExactly(first.clientId(), first.clientId(), second.clientId());
    assertThat(storage.getClientById(first.clientId())).contains(first);
    assertThat(storage.getClientById(second.clientId())).contains(second);
  }

  @Test
  void five_times_is_a_broken_source_of_chance() {
    manager(1).createClient(PUBLIC);
    tried.clear();

    assertThatExceptionOfType(ClientManagementException.class)
        .isThrownBy(() -> manager(1, 1, 1, 1, 1, 1, 2).createClient(PUBLIC))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_FREE_ID));
    assertThat(tried).hasSize(5);
  }

  @Test
  void is_not_what_a_failing_storage_is_taken_for() {
    failures.set(1);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> manager(1, 2).createClient(PUBLIC))
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.failed"))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(tried).hasSize(1);
  }

  @Test
  void is_not_what_a_full_storage_is_taken_for() {
    OAuthClientStorage small = new InMemoryClientStorage(1);
    OAuthClientManager manager = OAuthClientManager.builder(small).build();
    RegisteredClient only = manager.createClient(PUBLIC).client();

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> manager.createClient(PUBLIC))
        .withMessageContaining("full");
    manager.deleteClient(only.clientId());
    assertThat(manager.createClient(PUBLIC).client().version()).isEqualTo(1);
    // A refused id takes no room.
    OAuthClientStorage two = new InMemoryClientStorage(2);
    assertThat(two.createClient(only)).isTrue();
    assertThat(two.createClient(only)).isFalse();
    assertThat(two.createClient(new RegisteredClient("x", PUBLIC, only.secretHash(), 1))).isTrue();
  }

  /** Chance that gives these numbers, one for each id; the decoy of the manager takes two first. */
  private OAuthClientManager manager(int... numbers) {
    AtomicInteger next = new AtomicInteger(-2);
    RandomSource chance =
        count -> {
          byte[] bytes = new byte[count];
          int i = next.getAndIncrement();
          bytes[0] = (byte) (i < 0 ? 0 : numbers[i]);
          return bytes;
        };
    Platform system = Platform.system();
    return OAuthClientManager.builder(storage)
        .platform(new Platform(system.clock(), system.ticker(), system.scheduler(), chance))
        .build();
  }
}
