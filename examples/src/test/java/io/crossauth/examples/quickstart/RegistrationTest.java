package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthFlows;
import io.crossauth.client.manager.ClientDetails;
import io.crossauth.client.manager.ClientOwner;
import io.crossauth.client.manager.IssuedClient;
import io.crossauth.client.manager.OAuthClientManager;
import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.manager.RegisteredClient;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client that registers itself, and a server that keeps its clients. */
class RegistrationTest extends Playground {

  private final Secret initialAccessToken = Secret.of("any");
  private final SealingKey key = SealingKey.ephemeral();

  @Test
  void aClientRegistersItself() {
    ClientRegistration registration =
        ClientRegistration.builder(issuer).initialAccessToken(initialAccessToken).build();

    ClientInformation me =
        registration.register(
            ClientMetadata.builder()
                .clientName("Shop")
                .redirectUris("https://shop.example.com/callback")
                .grantTypes("authorization_code", "refresh_token", "client_credentials")
                .build());
    String kept = me.seal(key);

    me = ClientInformation.open(kept, key);
    OAuthClient client = OAuthClient.builder(issuer).registration(me).build();

    assertThat(client.clientCredentialsFlow().tokenType()).isEqualTo("Bearer");
    client.close();

    me = registration.read(me);
    me = registration.update(me, me.metadata().toBuilder().clientName("Shop 2").build());
    assertThat(me.metadata().clientName()).contains("Shop 2");
    registration.delete(me);
    registration.close();
  }

  @Test
  void aServerKeepsItsClients() {
    OAuthClientStorage storage = OAuthClientStorage.inMemory();
    OAuthClientManager manager = OAuthClientManager.builder(storage).build();

    IssuedClient shop =
        manager.createClient(
            ClientDetails.named("Shop")
                .withRedirectUris(List.of("https://shop.example.com/callback"))
                .withValidFlows(List.of(OAuthFlows.AUTHORIZATION_CODE_WITH_PKCE))
                .withOwner("alice"));
    String id = shop.client().clientId();
    Secret secret = shop.newSecret().orElseThrow(); // shown once, stored as a hash

    Optional<RegisteredClient> known = manager.authenticate(id, secret);
    List<RegisteredClient> hers = manager.getClients(ClientOwner.user("alice"), 0, 20);

    manager.updateClient(id, d -> d.withAdditionalRedirectUri("com.example.shop:/callback"));
    Secret next = manager.resetSecret(id).newSecret().orElseThrow();
    manager.updateClient(id, d -> d.withConfidential(false));

    assertThat(known).contains(shop.client());
    assertThat(hers).containsExactly(shop.client());
    assertThat(next).isNotEqualTo(secret);
    assertThat(manager.authenticate(id, next)).isEmpty();
  }
}
