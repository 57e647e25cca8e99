package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients register at a real Keycloak, and look after their registration. */
@WithKeycloak
class RegistrationIT {

  private static final ClientMetadata SERVICE =
      ClientMetadata.builder()
          .clientName("a service")
          .grantTypes("client_credentials")
          .tokenEndpointAuthMethod("client_secret_basic")
          .build();

  private final KeycloakServer keycloak;
  private final ClientRegistration registration;

  RegistrationIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
    this.registration =
        ClientRegistration.builder(keycloak.issuer().toString())
            .initialAccessToken(initialAccessToken(keycloak))
            .build();
  }

  @AfterEach
  void close() {
    registration.close();
  }

  @Test
  void aClientRegistersAndGetsTokens() {
    ClientInformation me = registration.register(SERVICE);
    try {
      assertThat(me.metadata().clientName()).contains("a service");
      assertThat(me.metadata().grantTypes()).contains("client_credentials");
      assertThat(tokens(me).accessToken().reveal()).isNotEmpty();
    } finally {
      registration.delete(me);
    }
  }

  @Test
  void aRegistrationIsReadUpdatedAndDeleted() {
    ClientInformation me = registration.register(SERVICE);

    ClientInformation read = registration.read(me);
    assertThat(read.clientId()).isEqualTo(me.clientId());
    ClientInformation updated =
        registration.update(read, read.metadata().toBuilder().clientName("another name").build());
    assertThat(updated.metadata().clientName()).contains("another name");
    ClientInformation again = registration.read(updated);
    assertThat(again.metadata().clientName()).contains("another name");
    assertThat(tokens(again).accessToken().reveal()).isNotEmpty();

    registration.delete(again);
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> registration.read(again))
        .satisfies(e -> assertThat(e.status()).isEqualTo(401));
    assertThatExceptionOfType(OAuthErrorException.class).isThrownBy(() -> tokens(again));
  }

  @Test
  void aRegistrationIsKeptSealed() {
    SealingKey key = SealingKey.ephemeral();
    String kept = registration.register(SERVICE).seal(key);

    ClientInformation me = ClientInformation.open(kept, key);
    assertThat(tokens(me).accessToken().reveal()).isNotEmpty();
    registration.delete(me);
  }

  @Test
  void anInitialAccessTokenIsGoodForSoManyClients() {
    try (ClientRegistration once =
        ClientRegistration.builder(keycloak.issuer().toString())
            .initialAccessToken(initialAccessToken(keycloak, 1))
            .build()) {
      ClientInformation me = once.register(SERVICE);

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> once.register(SERVICE))
          .satisfies(e -> assertThat(e.status()).isEqualTo(401));
      once.delete(me);
    }
  }

  @Test
  void anInitialAccessTokenThatIsNoneIsRefused() {
    try (ClientRegistration stranger =
        ClientRegistration.builder(keycloak.issuer().toString())
            .initialAccessToken(Secret.of("canary-token"))
            .build()) {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> stranger.register(SERVICE))
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_token"))
          .withMessageNotContaining("canary");
    }
  }

  @Test
  void whatKeycloakDoesNotTakeIsRefusedByName() {
    ClientMetadata odd = SERVICE.toBuilder().tokenEndpointAuthMethod("no_such_method").build();

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> registration.register(odd))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client_metadata"));
  }

  private OAuthTokenResponse tokens(ClientInformation me) {
    try (OAuthClient client =
        OAuthClient.builder(keycloak.issuer().toString())
            .clientId(me.clientId())
            .clientAuthentication(me.authentication())
            .build()) {
      return client.clientCredentialsFlow();
    }
  }

  private static Secret initialAccessToken(KeycloakServer keycloak) {
    return initialAccessToken(keycloak, 10);
  }

  /** Made by the administrator: who has it may register so many clients. */
  private static Secret initialAccessToken(KeycloakServer keycloak, int clients) {
    String json =
        keycloak.administer(
            "POST", "/clients-initial-access", "{\"expiration\":600,\"count\":" + clients + "}");
    Map<String, Object> answer = Map.copyOf(OpenIdConfiguration.parse(json).members());
    return Secret.of(String.valueOf(answer.get("token")));
  }
}
