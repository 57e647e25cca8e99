package io.crossauth.client.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The check of a client's secret")
class ClientSecretCheckTest {

  private final AtomicBoolean down = new AtomicBoolean();
  private final StorageDecorator storage =
      new StorageDecorator() {
        @Override
        public boolean updateClient(RegisteredClient next) {
          if (down.get()) {
            throw new StorageException("down", null);
          }
          return super.updateClient(next);
        }
      };
  private final OAuthClientManager manager = manager(1_000);
  private final IssuedClient made = manager.createClient(ClientDetails.named("shop"));
  private final String id = made.client().clientId();
  private final Secret secret = made.newSecret().orElseThrow();

  @Test
  void knows_the_right_one() {
    assertThat(manager.authenticate(id, secret)).contains(made.client());
  }

  @Test
  void refuses_every_other() {
    assertThat(manager.authenticate(id, Secret.of(secret.reveal() + "x"))).isEmpty();
    assertThat(manager.authenticate(id, Secret.of(secret.reveal().substring(1)))).isEmpty();
    assertThat(manager.authenticate(id, Secret.of(hash().encoded().reveal()))).isEmpty();
    assertThat(manager.authenticate("nobody", secret)).isEmpty();
    assertThat(manager.authenticate(id, Secret.of("x".repeat(1_000_000)))).isEmpty();
  }

  @Test
  void refuses_whatever_a_public_client_sends() {
    manager.updateClient(id, d -> d.withConfidential(false));

    assertThat(manager.authenticate(id, secret)).isEmpty();
  }

  @Nested
  @DisplayName("fault 28: with the iterations that were set")
  class Iterations {

    @Test
    void makes_hashes_of_so_many() {
      String other = manager(1_234).createClient(ClientDetails.named("x")).client().clientId();

      assertThat(hash().iterations()).isEqualTo(1_000);
      assertThat(hash().encoded().reveal()).contains("$i=1000$");
      assertThat(storage.getClientById(other).flatMap(RegisteredClient::secretHash).orElseThrow())
          .satisfies(hash -> assertThat(SecretHash.parse(hash).iterations()).isEqualTo(1_234));
    }

    @Test
    void makes_hashes_of_600_000_by_default() {
      RegisteredClient client =
          OAuthClientManager.builder(storage)
              .build()
              .createClient(ClientDetails.named("x"))
              .client();

      assertThat(client.secretHash().map(SecretHash::parse).orElseThrow().iterations())
          .isEqualTo(600_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7, 999, 100_000_001})
    void refuses_numbers_without_sense(int count) {
      assertThatIllegalArgumentException().isThrownBy(() -> manager(count));
    }
  }

  @Nested
  @DisplayName("replaces a hash that is weaker than today's")
  class Upgrade {

    private final OAuthClientManager today = manager(2_000);

    @Test
    void when_the_secret_was_right() {
      Optional<RegisteredClient> known = today.authenticate(id, secret);

      assertThat(hash().iterations()).isEqualTo(2_000);
      assertThat(known).isEqualTo(storage.getClientById(id));
      assertThat(today.authenticate(id, secret)).isPresent();
      assertThat(today.authenticate(id, Secret.of("another"))).isEmpty();
    }

    @Test
    void but_not_when_it_was_wrong() {
      assertThat(today.authenticate(id, Secret.of("another"))).isEmpty();

      assertThat(storage.getClientById(id)).contains(made.client());
    }

    @Test
    void once() {
      assertThat(today.authenticate(id, secret)).isPresent();
      assertThat(today.authenticate(id, secret)).isPresent();

      assertThat(storage.getClientById(id).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void never_with_a_weaker_one() {
      assertThat(today.authenticate(id, secret)).isPresent();
      assertThat(manager.authenticate(id, secret)).isPresent();

      assertThat(hash().iterations()).isEqualTo(2_000);
    }

    @Test
    void or_leaves_it_while_the_storage_is_down() {
      down.set(true);

      assertThat(today.authenticate(id, secret)).contains(made.client());
    }
  }

  private SecretHash hash() {
    return storage
        .getClientById(id)
        .flatMap(RegisteredClient::secretHash)
        .map(SecretHash::parse)
        .orElseThrow();
  }

  private OAuthClientManager manager(int iterations) {
    return OAuthClientManager.builder(storage).pbkdf2Iterations(iterations).build();
  }
}
