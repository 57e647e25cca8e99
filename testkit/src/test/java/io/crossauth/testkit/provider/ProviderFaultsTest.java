package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jwt.SignedJWT;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Calls.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProviderFaultsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InProcessProvider provider = InProcessProvider.start();
  private final Calls calls = new Calls(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  @Nested
  class AtAnEndpoint {

    private final EndpointFaults discovery = provider.faults().at(Endpoint.DISCOVERY);

    @Test
    void holdForSoManyRequests() throws Exception {
      discovery.next(2).answer(Reply.unavailable("1"));

      assertThat(List.of(discover().status(), discover().status(), discover().status()))
          .containsExactly(503, 503, 200);
      assertThat(provider.count(Endpoint.DISCOVERY)).isEqualTo(3);
      assertThat(jwks().status()).isEqualTo(200);
    }

    @Test
    void holdUntilTheyAreCleared() throws Exception {
      discovery.error(200, "server_error");
      assertThat(discover().error()).isEqualTo("server_error");
      assertThat(discover().error()).isEqualTo("server_error");

      provider.faults().clear();
      assertThat(discover().text("issuer")).isEqualTo(provider.issuer().toString());
    }

    @Test
    void changeTheJson() throws Exception {
      discovery
          .member("issuer", "https://evil.example")
          .at(Endpoint.DISCOVERY)
          .withoutMember("jwks_uri");

      assertThat(discover().json())
          .containsEntry("issuer", "https://evil.example")
          .doesNotContainKey("jwks_uri")
          .containsKey("token_endpoint");
    }

    @Test
    void changeTheForm() throws Exception {
      discovery.next(1).jsonArray();
      assertThat(discover().response().body()).startsWith("[{").endsWith("}]");
      discovery.next(1).truncated();
      assertThat(discover().response().body()).startsWith("{").doesNotEndWith("}");
      discovery.next(1).empty();
      assertThat(discover().response().body()).isEmpty();
      discovery.next(1).contentType("text/plain");
      assertThat(discover().header("Content-Type")).contains("text/plain");
      discovery.next(1).html(200);
      assertThat(discover().response().body()).startsWith("<html>");
      discovery.next(1).redirect(302, "https://evil.example/");
      assertThat(discover().header("Location")).contains("https://evil.example/");
      discovery.next(1).hugeBody(100_000);
      assertThat(discover().response().body()).hasSize(100_000);
      discovery.next(1).drip(Duration.ofNanos(1000));
      assertThat(discover().text("issuer")).isEqualTo(provider.issuer().toString());
      discovery.next(1).delay(Duration.ofMillis(1));
      assertThat(discover().text("issuer")).isEqualTo(provider.issuer().toString());
    }

    @Test
    void hang() {
      discovery.hang();
      HttpRequest request =
          HttpRequest.newBuilder(provider.uri(Endpoint.DISCOVERY))
              .timeout(Duration.ofMillis(150))
              .build();

      assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()))
          .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void holdAllUntilTheGateOpens() throws Exception {
      CountDownLatch gate = new CountDownLatch(1);
      provider.faults().at(Endpoint.JWKS).hold(gate);
      HttpRequest request = HttpRequest.newBuilder(provider.uri(Endpoint.JWKS)).build();
      HttpClient client = HttpClient.newHttpClient();
      var one = client.sendAsync(request, BodyHandlers.ofString());
      var two = client.sendAsync(request, BodyHandlers.ofString());

      assertThat(provider.awaitRequests(2, PATIENCE)).isTrue();
      assertThat(CompletableFuture.anyOf(one, two)).isNotDone();
      gate.countDown();
      assertThat(one.get().statusCode() + two.get().statusCode()).isEqualTo(400);
    }

    @Test
    void workOnTheRequestOnlyWhenTheTrueAnswerIsNeeded() throws Exception {
      EndpointFaults token = provider.faults().at(Endpoint.TOKEN);
      String code =
          Calls.callback(calls.logIn(calls.authorization(TestClients.PUBLIC), TestUsers.ALICE))
              .get("code");

      token.next(1).answer(Reply.unavailable("1"));
      assertThat(calls.redeem(TestClients.PUBLIC, code).status()).isEqualTo(503);
      token.next(1).resetInBody();
      assertThatThrownBy(() -> calls.redeem(TestClients.PUBLIC, code))
          .isInstanceOf(IOException.class);
      assertThat(calls.redeem(TestClients.PUBLIC, code).error()).isEqualTo("invalid_grant");
    }

    private Answer discover() throws Exception {
      return calls.get(provider.uri(Endpoint.DISCOVERY));
    }
  }

  @Nested
  class OfTokens {

    @Test
    void changeWhatTheySay() throws Exception {
      provider.faults().idToken(draft -> draft.claim("iss", "https://evil.example"));
      provider.faults().accessToken(draft -> draft.without("exp"));
      Answer answer = tokens();

      assertThat(SignedJWT.parse(answer.text("id_token")).getJWTClaimsSet().getIssuer())
          .isEqualTo("https://evil.example");
      assertThat(SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet().getExpirationTime())
          .isNull();
      assertThat(
              calls
                  .get(
                      provider.uri(Endpoint.USERINFO),
                      "Authorization",
                      "Bearer " + answer.text("access_token"))
                  .status())
          .as("the provider knows its token however it looks")
          .isEqualTo(200);
    }

    @Test
    void changeHowTheyAreSealed() throws Exception {
      provider
          .faults()
          .sealIdTokenBy(draft -> draft.encryptedFor(TestKeys.rsa("client-enc")).compact())
          .sealAccessTokenBy(draft -> "opaque");
      Answer answer = tokens();

      assertThat(JWEObject.parse(answer.text("id_token")).getHeader().getKeyID())
          .isEqualTo("client-enc");
      assertThat(answer.text("access_token")).isEqualTo("opaque");
    }

    @Test
    void leaveThemOut() throws Exception {
      provider.faults().withoutIdToken();

      assertThat(tokens().json()).containsKey("access_token").doesNotContainKey("id_token");
    }

    @Test
    void leaveTheNonceOut() throws Exception {
      provider.faults().withoutNonce();
      String code =
          Calls.callback(calls.logIn(calls.authorization(TestClients.PUBLIC), TestUsers.ALICE))
              .get("code");

      String idToken = calls.redeem(TestClients.PUBLIC, code).text("id_token");
      assertThat(SignedJWT.parse(idToken).getJWTClaimsSet().getClaims()).doesNotContainKey("nonce");
    }

    private Answer tokens() throws Exception {
      return calls.password(TestClients.PASSWORD, TestUsers.ALICE, "openid");
    }
  }

  @Nested
  class OfTheRedirect {

    @Test
    void nameAnotherIssuerAndDropTheState() throws Exception {
      provider.faults().callbackIssuer("https://evil.example").withoutCallbackParameter("state");

      assertThat(callback())
          .containsEntry("iss", "https://evil.example")
          .doesNotContainKey("state")
          .containsKey("code");
    }

    @Test
    void changeAnything() throws Exception {
      provider.faults().callback(parameters -> Map.of("error", "server_error"));

      assertThat(callback()).isEqualTo(Map.of("error", "server_error"));
    }

    private Map<String, String> callback() throws Exception {
      return Calls.callback(calls.logIn(calls.authorization(TestClients.PUBLIC), TestUsers.ALICE));
    }
  }

  @Nested
  class OfDevices {

    @Test
    void leaveTheIntervalOut() throws Exception {
      provider.faults().withoutInterval();

      assertThat(start().json()).containsKey("device_code").doesNotContainKey("interval");
    }

    @Test
    void slowDownAndPendOddly() throws Exception {
      provider.faults().slowDown(2).pendingStatus(200);
      Answer device = start();

      assertThat(poll(device).error()).isEqualTo("slow_down");
      assertThat(poll(device).error()).isEqualTo("slow_down");
      try (InProcessProvider patient = InProcessProvider.builder().anyPollingPace().start()) {
        patient.faults().slowDown(1).pendingStatus(200);
        Calls other = new Calls(patient);
        Answer waiting =
            other.post(Endpoint.DEVICE_AUTHORIZATION, Calls.form("client_id", TestClients.DEVICE));
        assertThat(poll(other, waiting).error()).isEqualTo("slow_down");
        Answer pending = poll(other, waiting);
        assertThat(pending.status()).isEqualTo(200);
        assertThat(pending.error()).isEqualTo("authorization_pending");
      }
    }

    private Answer start() throws Exception {
      return calls.post(Endpoint.DEVICE_AUTHORIZATION, Calls.form("client_id", TestClients.DEVICE));
    }

    private Answer poll(Answer device) throws Exception {
      return poll(calls, device);
    }

    private static Answer poll(Calls calls, Answer device) throws Exception {
      return calls.token(
          TestClients.DEVICE,
          "grant_type",
          GrantType.DEVICE_CODE,
          "device_code",
          device.text("device_code"));
    }
  }

  @Nested
  class OfKeys {

    @Test
    void publishOddOnesBeforeTheTrueOnes() throws Exception {
      provider.faults().publish(OddKeys.unknownType()).publish(OddKeys.withoutKid(TestKeys.p256()));
      List<?> keys = (List<?>) jwks().json().get("keys");

      assertThat(keys).hasSize(7);
      assertThat(((Map<?, ?>) keys.get(0)).containsKey("kid")).isFalse();
      assertThat(((Map<?, ?>) keys.get(1)).get("kty")).isEqualTo("XYZ");
    }

    @Test
    void areOddEachInItsOwnWay() {
      assertThat(OddKeys.postQuantum()).containsEntry("kty", "AKP").containsKey("pub");
      assertThat(OddKeys.unknownCurve()).containsEntry("crv", "P-999");
      assertThat(OddKeys.rsaWithoutModulus()).containsKey("e").doesNotContainKey("n");
      assertThat(OddKeys.exponentOne()).containsEntry("e", "AQ");
      assertThat(OddKeys.badCertificate()).containsKey("x5c");
      assertThat(OddKeys.symmetric()).containsKey("k");
      assertThat(OddKeys.forEncryption(TestKeys.rsa())).containsEntry("use", "enc");
      assertThat(OddKeys.withOperations(TestKeys.rsa(), "encrypt")).doesNotContainKey("use");
      assertThatThrownBy(
              () -> com.nimbusds.jose.jwk.JWK.parse(OddKeys.offCurve()).toECKey().toECPublicKey())
          .hasStackTraceContaining("curve");
    }
  }

  private Answer jwks() throws Exception {
    return calls.get(provider.uri(Endpoint.JWKS));
  }
}
