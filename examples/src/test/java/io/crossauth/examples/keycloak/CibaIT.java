package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaFlow;
import io.crossauth.client.ciba.CibaListener;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CIBA at a real Keycloak, whose users answer on devices of the testkit. */
@WithKeycloak
@Timeout(120)
@DisplayName("At a real Keycloak, a login on the user's device")
class CibaIT {

  private final KeycloakServer keycloak;
  private final CibaDevices devices;

  CibaIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
    this.devices = keycloak.cibaDevices().orElseThrow();
  }

  @BeforeEach
  @AfterEach
  void nobodyAnswers() {
    devices.answer(TestUsers.ALICE, Answer.WAIT);
  }

  @Test
  @DisplayName("F-15: is polled until the user, who is slow, approves")
  void polled() {
    try (OAuthClient client = client(TestClients.CIBA_POLL)) {
      CibaFlow flow = client.ciba();
      CibaAcknowledgement request =
          flow.start(alice().withBindingMessage("W4SCT").withScopes("email"));
      assertThat(request.interval()).hasSeconds(1);
      assertThat(flow.poll(request)).isInstanceOf(PollAnswer.Pending.class);
      CompletableFuture<OAuthTokenResponse> login = flow.awaitAsync(request);
      devices.answer(TestUsers.ALICE, Answer.APPROVE);

      OAuthTokenResponse tokens = login.join();

      assertThat(tokens.idToken().orElseThrow().claims())
          .containsEntry("preferred_username", "alice");
      assertThat(client.userInfoEndpoint(tokens).claims()).containsKey("email");
      assertThat(keycloak.eventCounts()).containsKey("AUTHREQID_TO_TOKEN");
    }
  }

  @Test
  @DisplayName("F-15: is denied")
  void denied() {
    devices.answer(TestUsers.ALICE, Answer.DENY);
    try (OAuthClient client = client(TestClients.CIBA_POLL)) {
      CibaAcknowledgement request = client.ciba().start(alice());

      assertThat(refusal(() -> client.ciba().await(request))).isEqualTo("access_denied");
    }
  }

  @ParameterizedTest(name = "is begun by a signed request of {0}")
  @ValueSource(strings = {"crossauth-pkjwt-es256", "crossauth-pkjwt-ps256"})
  void signed(String clientId) {
    devices.answer(TestUsers.ALICE, Answer.APPROVE);
    try (OAuthClient client = client(clientId)) {
      CibaFlow flow = client.ciba().signed();

      assertThat(flow.await(flow.start(alice())).idToken()).isPresent();
    }
  }

  @Test
  @DisplayName("F-15: is refused at the start for a wrong hint, and a long binding message")
  void refused() {
    try (OAuthClient client = client(TestClients.CIBA_POLL)) {
      CibaFlow flow = client.ciba();

      assertThat(refusal(() -> flow.start(CibaRequest.loginHint("nobody")))).isNotEmpty();
      assertThat(refusal(() -> flow.start(alice().withBindingMessage("x".repeat(51)))))
          .isEqualTo("invalid_binding_message");
    }
  }

  @Test
  @DisplayName("F-16: is pinged when the user has approved; the tokens are fetched once")
  void pinged() throws Exception {
    assertThat(pingedAfter(Answer.APPROVE).idToken().orElseThrow().claims())
        .containsEntry("preferred_username", "alice");
  }

  @Test
  @DisplayName("F-16: is pinged when the user has denied")
  void pingedOfDenial() {
    ExecutionException denied =
        catchThrowableOfType(ExecutionException.class, () -> pingedAfter(Answer.DENY));

    assertThat(((OAuthErrorException) denied.getCause()).error()).isEqualTo("access_denied");
  }

  @Test
  void isOfferedInTheMetadata() {
    try (OAuthClient client = client(TestClients.CIBA_POLL)) {
      assertThat(
              client
                  .loadConfig()
                  .find(MetadataField.BACKCHANNEL_TOKEN_DELIVERY_MODES_SUPPORTED)
                  .orElseThrow())
          .contains("poll", "ping");
    }
  }

  private OAuthTokenResponse pingedAfter(Answer answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<OAuthTokenResponse> end = new CompletableFuture<>();
    CibaListener listener =
        new CibaListener() {
          @Override
          public void granted(String id, OAuthTokenResponse tokens) {
            end.complete(tokens);
          }

          @Override
          public void failed(String id, RuntimeException failure) {
            end.completeExceptionally(failure);
          }
        };
    try (OAuthClient client = client(TestClients.CIBA_PING);
        FaultServer endpoint = FaultServer.start()) {
      CibaPings pings = client.ciba().pings(TokenStore.inMemory(), listener);
      endpoint.always(
          connection -> {
            RecordedRequest ping = connection.request();
            Headers headers = Headers.of("Authorization", ping.header("Authorization").orElse(""));
            Behaviour.reply(Reply.of(pings.receive(headers, ping.body()))).serve(connection);
          });
      devices.notifyAt(TestClients.CIBA_PING, endpoint.uri("/ping"));
      CibaAcknowledgement unused = pings.start(alice());
      devices.answer(TestUsers.ALICE, answer);

      OAuthTokenResponse tokens = end.get(60, TimeUnit.SECONDS);
      assertThat(endpoint.requests()).hasSize(1);
      return tokens;
    }
  }

  private static CibaRequest alice() {
    return CibaRequest.loginHint(TestUsers.ALICE);
  }

  private static String refusal(Runnable work) {
    return catchThrowableOfType(OAuthErrorException.class, work::run).error();
  }

  private OAuthClient client(String id) {
    OAuthClientBuilder builder = OAuthClient.builder(keycloak.issuer().toString()).clientId(id);
    return TestClients.KEY_CLIENTS.contains(id)
        ? builder.clientKey(JwtSigner.ofJwk(keycloak.privateJwk(id))).build()
        : builder.clientSecret(Secret.of(TestClients.SECRET)).build();
  }
}
