package io.crossauth.client.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("A client registration")
class ClientRegistrationTest {

  private static final ClientMetadata SERVICE =
      ClientMetadata.builder()
          .clientName("a service")
          .grantTypes("client_credentials")
          .tokenEndpointAuthMethod("client_secret_post")
          .with("x_unknown", Map.of("a", List.of(1)))
          .build();

  private final InProcessProvider provider =
      InProcessProvider.builder().initialAccessToken("canary-initial").start();
  private final ClientRegistration registration =
      ClientRegistration.builder(provider.issuer().toString())
          .initialAccessToken(Secret.of("canary-initial"))
          .build();

  @AfterEach
  void close() {
    registration.close();
    provider.close();
  }

  @Test
  void gives_a_client_that_gets_tokens() {
    ClientInformation me = registration.register(SERVICE);

    assertThat(me.clientId()).isNotEmpty();
    assertThat(me.clientSecret()).isPresent();
    assertThat(me.clientSecretExpiresAt()).isEmpty();
    assertThat(me.clientIdIssuedAt()).isPresent();
    assertThat(me.metadata().clientName()).contains("a service");
    assertThat(me.metadata().raw("x_unknown")).contains(Map.of("a", List.of(1L)));
    try (OAuthClient client =
        OAuthClient.builder(provider.issuer().toString())
            .clientId(me.clientId())
            .clientAuthentication(me.authentication())
            .build()) {
      OAuthTokenResponse tokens = client.clientCredentialsFlow();
      assertThat(tokens.accessToken().reveal()).isNotEmpty();
    }
  }

  @Test
  void says_what_was_asked_and_no_more() {
    registration.register(SERVICE);

    RecordedRequest request = provider.requests(Endpoint.REGISTRATION).get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.header("Authorization")).contains("Bearer canary-initial");
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(request.header("Accept")).contains("application/json");
    assertThat(request.json().keySet()).isEqualTo(SERVICE.members().keySet());
  }

  @Test
  void is_read() {
    ClientInformation me = registration.register(SERVICE);

    ClientInformation read = registration.read(me);
    assertThat(read).isEqualTo(me);
    assertThat(last().header("Authorization"))
        .contains("Bearer " + me.registrationAccessToken().orElseThrow().reveal());
  }

  @Test
  void is_updated_with_the_token_that_came_last() {
    ClientInformation me = registration.register(SERVICE);

    ClientInformation once =
        registration.update(me, me.metadata().toBuilder().clientName("another").build());
    ClientInformation twice =
        registration.update(once, once.metadata().toBuilder().without("x_unknown").build());

    assertThat(once.metadata().clientName()).contains("another");
    assertThat(once.registrationAccessToken())
        .isPresent()
        .isNotEqualTo(me.registrationAccessToken());
    assertThat(twice.metadata().raw("x_unknown")).isEmpty();
    assertThat(twice.clientSecret()).isEqualTo(me.clientSecret());
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> registration.read(me))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_token"));
  }

  @Test
  @DisplayName(
      "is updated with its id and secret, and nothing else that is the server's (RFC 7592)")
  void is_updated_as_the_specification_says() {
    ClientInformation me = registration.register(SERVICE);

    registration.update(me, SERVICE);

    assertThat(last().json())
        .containsEntry("client_id", me.clientId())
        .containsEntry("client_secret", me.clientSecret().orElseThrow().reveal())
        .doesNotContainKeys(
            "registration_access_token", "registration_client_uri", "client_id_issued_at");
  }

  @Test
  void is_deleted() {
    ClientInformation me = registration.register(SERVICE);

    registration.delete(me);

    assertThat(provider.eventCounts()).containsEntry("CLIENT_DELETE", 1L);
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> registration.read(me))
        .satisfies(e -> assertThat(e.status()).isEqualTo(401));
    assertThatExceptionOfType(OAuthErrorException.class).isThrownBy(() -> registration.delete(me));
  }

  @Test
  void without_its_initial_access_token_is_refused() {
    try (ClientRegistration open =
        ClientRegistration.builder(provider.issuer().toString()).build()) {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> open.register(SERVICE))
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_token"));
    }
    assertThat(last().header("Authorization")).isEmpty();
  }

  @Test
  void that_the_server_does_not_take_says_why() {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> registration.register(ClientMetadata.builder().build()))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_redirect_uri"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.invalid_redirect_uri"))
        .withMessageContaining("redirect URIs");
  }

  @Test
  void that_is_not_managed_cannot_be_read() {
    provider.faults().at(Endpoint.REGISTRATION).withoutMember("registration_access_token");
    ClientInformation me = registration.register(SERVICE);

    assertThat(me.registrationAccessToken()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> registration.read(me));
    assertThatIllegalStateException().isThrownBy(() -> registration.update(me, SERVICE));
    assertThatIllegalStateException().isThrownBy(() -> registration.delete(me));
  }

  @Test
  void keeps_what_an_answer_leaves_out() {
    ClientInformation me = registration.register(SERVICE);
    for (String member :
        List.of("client_secret", "registration_access_token", "registration_client_uri")) {
      provider.faults().at(Endpoint.REGISTRATION).withoutMember(member);
    }

    ClientInformation read = registration.read(me);
    assertThat(read).isEqualTo(me);
  }

  @Test
  void of_another_client_is_refused() {
    ClientInformation me = registration.register(SERVICE);
    provider.faults().at(Endpoint.REGISTRATION).member("client_id", "another");

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> registration.read(me))
        .satisfies(e -> assertThat(e.rule()).isEqualTo("client_mismatch"));
  }

  @Test
  void is_sealed_and_opened() {
    ClientInformation me = registration.register(SERVICE);
    SealingKey key = SealingKey.ephemeral();

    String sealed = me.seal(key);
    assertThat(ClientInformation.open(sealed, key)).isEqualTo(me);
    assertThat(sealed).doesNotContain(me.clientId());
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> ClientInformation.open(sealed, SealingKey.ephemeral()));
  }

  @Test
  @DisplayName("S-28: shows none of its secrets")
  void shows_none_of_its_secrets() {
    ClientInformation me = registration.register(SERVICE);

    for (Optional<Secret> secret : List.of(me.clientSecret(), me.registrationAccessToken())) {
      assertThat(me.toString()).doesNotContain(secret.orElseThrow().reveal());
    }
  }

  private RecordedRequest last() {
    List<RecordedRequest> requests = provider.requests(Endpoint.REGISTRATION);
    return requests.get(requests.size() - 1);
  }
}
