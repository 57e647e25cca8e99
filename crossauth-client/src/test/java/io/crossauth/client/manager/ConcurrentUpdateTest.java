package io.crossauth.client.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.manager.ClientManagementException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Two changes of one client at the same time")
class ConcurrentUpdateTest {

  /** What another does between our reading and our storing; once. */
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  private final StorageDecorator storage =
      new StorageDecorator() {
        @Override
        public boolean updateClient(RegisteredClient next) {
          meanwhile.getAndSet(() -> {}).run();
          return super.updateClient(next);
        }
      };
  private final OAuthClientManager manager = manager(storage);
  private final OAuthClientManager other = manager(storage.inner);
  private final IssuedClient made = manager.createClient(ClientDetails.named("shop"));
  private final String id = made.client().clientId();

  @Test
  void are_both_kept() {
    meanwhile.set(() -> other.updateClient(id, details -> details.withOwner("alice")));

    manager.updateClient(id, details -> details.withName("shop 2"));

    ClientDetails now = manager.getClientById(id).orElseThrow().details();
    assertThat(now.clientName()).isEqualTo("shop 2");
    assertThat(now.userId()).contains("alice");
  }

  @Test
  void keep_a_reset_that_came_between() {
    AtomicReference<IssuedClient> reset = new AtomicReference<>();
    meanwhile.set(() -> reset.set(other.resetSecret(id)));

    IssuedClient changed = manager.updateClient(id, details -> details.withName("shop 2"));

    assertThat(changed.newSecret()).isEmpty();
    assertThat(manager.authenticate(id, reset.get().newSecret().orElseThrow())).isPresent();
    assertThat(manager.authenticate(id, made.newSecret().orElseThrow())).isEmpty();
  }

  @Test
  void keep_a_secret_that_was_cleared_between() {
    meanwhile.set(() -> other.updateClient(id, d -> d.withConfidential(false)));

    assertThatExceptionOfType(ClientManagementException.class)
        .isThrownBy(() -> manager.resetSecret(id))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFIDENTIAL));
    assertThat(manager.getClientById(id).orElseThrow().secretHash()).isEmpty();
  }

  @Test
  void do_not_bring_a_deleted_client_back() {
    meanwhile.set(() -> other.deleteClient(id));

    assertThatExceptionOfType(ClientManagementException.class)
        .isThrownBy(() -> manager.updateClient(id, details -> details.withName("shop 2")))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_CLIENT));
    assertThat(manager.getClientById(id)).isEmpty();
  }

  @Test
  void end_when_another_is_always_first() {
    Runnable alwaysFirst =
        new Runnable() {
          @Override
          public void run() {
            meanwhile.set(this);
            other.updateClient(id, details -> details);
          }
        };
    meanwhile.set(alwaysFirst);

    assertThatExceptionOfType(ClientManagementException.class)
        .isThrownBy(() -> manager.updateClient(id, details -> details.withName("shop 2")))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CHANGED_MEANWHILE))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  void from_many_threads_are_all_kept() throws Exception {
    int threads = 16;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<IssuedClient>> changes = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String uri = "https://app.example.com/" + i;
        Callable<IssuedClient> change =
            () -> {
              together.await();
              return manager.updateClient(id, details -> details.withAdditionalRedirectUri(uri));
            };
        changes.add(pool.submit(change));
      }
      for (Future<IssuedClient> change : changes) {
        change.get();
      }
    } finally {
      pool.shutdownNow();
    }

    RegisteredClient now = manager.getClientById(id).orElseThrow();
    assertThat(now.details().redirectUris()).hasSize(threads);
    assertThat(now.version()).isEqualTo(1 + threads);
    assertThat(manager.authenticate(id, made.newSecret().orElseThrow())).isPresent();
  }

  private static OAuthClientManager manager(OAuthClientStorage storage) {
    return OAuthClientManager.builder(storage).pbkdf2Iterations(1_000).build();
  }
}
