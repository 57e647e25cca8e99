package io.crossauth.client.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.Dpop;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.platform.Scheduler;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a key of its own (DPoP),")
class BoundGrantsTest {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final TokenExchange EXCHANGE = TokenExchange.ofAccessToken(Secret.of("subject"));

  private final Scene scene = new Scene();
  private final OAuthClient client =
      scene
          .builder()
          .clientAuthentication(
              ClientAuthentication.privateKeyJwt(
                  JwtSigner.ofJwk(TestKeys.p256("web").privateJwkJson())))
          .dpop(Dpop.keyPerLogin())
          .build();
  private final JwtAssertion assertion =
      JwtAssertion.signed(
              JwtSigner.ofJwk(TestKeys.p256("reports").privateJwkJson()),
              "reports",
              "alice",
              Metadata.ISSUER)
          .withPlatform(scene.time.platform());

  @AfterEach
  void all_answers_were_asked_for() {
    client.close();
    scene.close();
  }

  private static HttpReply nonce(HttpCall call, String nonce) {
    return new HttpReply(
        400,
        Headers.of("Content-Type", "application/json").plus("DPoP-Nonce", nonce),
        "{\"error\":\"use_dpop_nonce\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static String issued(String token, String kind, String tokenType) {
    return """
    {"access_token":"%s","issued_token_type":"%s%s","token_type":"%s","expires_in":300}\
    """
        .formatted(token, TYPES, kind, tokenType);
  }

  private Map<String, Object> proof(int call) throws JsonException {
    return claims(scene.transport.calls().get(call).headers().first("DPoP").orElseThrow());
  }

  private static Map<String, Object> claims(String jwt) throws JsonException {
    return Json.object(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
  }

  @Test
  @DisplayName("F-06: an exchange is repeated once for a nonce, with new jti and assertion")
  void an_exchange_is_repeated_once_for_a_nonce() throws JsonException {
    scene.transport.then(call -> nonce(call, "n-1"));
    scene.transport.json(200, issued("issued-1", "access_token", "DPoP"));

    TokenSource source = client.tokenSource(EXCHANGE, "orders:read");

    assertThat(source.authorize("GET", URI.create("https://api.example/orders")))
        .containsEntry("Authorization", "DPoP issued-1")
        .containsKey("DPoP");
    assertThat(proof(0)).doesNotContainKey("nonce");
    assertThat(proof(1)).containsEntry("nonce", "n-1");
    assertThat(proof(1).get("jti")).isNotEqualTo(proof(0).get("jti"));
    assertThat(Wire.form(scene.transport, 1).get("client_assertion"))
        .isNotEqualTo(Wire.form(scene.transport, 0).get("client_assertion"));
    assertThat(Wire.form(scene.transport, 1)).containsEntry("subject_token", "subject");
  }

  @Test
  @DisplayName("F-06: a JWT as a grant is repeated once for a nonce, with new jti and assertions")
  void a_jwt_as_a_grant_is_repeated_once_for_a_nonce() throws JsonException {
    scene.transport.then(call -> nonce(call, "n-1"));
    scene.transport.json(200, issued("issued-1", "access_token", "dpop"));

    client.requestTokens(Grant.jwtBearer(assertion));

    assertThat(proof(1)).containsEntry("nonce", "n-1");
    assertThat(proof(1).get("jti")).isNotEqualTo(proof(0).get("jti"));
    for (String name : new String[] {"client_assertion", "assertion"}) {
      Object first = claims(Wire.form(scene.transport, 0).get(name)).get("jti");
      assertThat(claims(Wire.form(scene.transport, 1).get(name)).get("jti"))
          .as(name)
          .isNotEqualTo(first);
    }
  }

  @Test
  @DisplayName("F-07: an exchange whose server always wants another nonce is two requests")
  void an_exchange_whose_server_always_wants_another_nonce_is_two_requests() {
    scene.transport.then(call -> nonce(call, "n-1"));
    scene.transport.then(call -> nonce(call, "n-2"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.requestTokens(EXCHANGE))
        .satisfies(e -> assertThat(e.error()).isEqualTo("use_dpop_nonce"));
  }

  @Test
  @DisplayName("F-08: an exchange that brings a token which is bound to no key is refused")
  void an_exchange_that_brings_a_token_which_is_bound_to_no_key_is_refused() {
    scene.transport.json(200, issued("issued-1", "access_token", "Bearer"));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> client.requestTokens(EXCHANGE))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.token_type"));
  }

  @Test
  @DisplayName("F-13: an exchange may still bring what is no access token (N_A)")
  void an_exchange_may_still_bring_what_is_no_access_token() {
    scene.transport.json(200, issued("issued-1", "jwt", "N_A"));

    IssuedToken issued = client.exchange(EXCHANGE.withRequestedType(TYPES + "jwt"));

    assertThat(issued.token().reveal()).isEqualTo("issued-1");
  }

  @Test
  void sources_of_the_same_exchange_share_the_token_and_its_key() throws JsonException {
    scene.transport.json(200, issued("issued-1", "access_token", "DPoP"));
    URI api = URI.create("https://api.example/orders");

    String one = jwk(client.tokenSource(EXCHANGE).authorize("GET", api).get("DPoP"));
    String other = jwk(client.tokenSource(EXCHANGE).authorize("GET", api).get("DPoP"));

    assertThat(other).isEqualTo(one);
  }

  @Test
  @DisplayName("F-09: less of a session without a key brings a refresh token, and its key is kept")
  void a_refresh_token_that_comes_with_less_is_presented_by_its_key() throws JsonException {
    Instant now = scene.time.instant();
    TokenStore store = TokenStore.inMemory();
    store.put("s", unbound(now.plusSeconds(300)));
    scene.transport.json(200, renewed("less-1", "read", "rt-2"));
    scene.transport.json(200, renewed("at-2", "read write", "rt-3"));

    try (OAuthClient web =
            scene
                .builder()
                .dpop(Dpop.keyPerLogin())
                .platform(scene.time.platform().withScheduler(Scheduler.system()))
                .build();
        TokenManager sessions = web.tokenManager(store)) {
      TokenSource session = sessions.source("s");
      assertThat(web.downscoped(session, "read").accessToken().reveal()).isEqualTo("less-1");
      assertThat(session.accessToken().reveal()).isEqualTo("at-1");
      scene.time.advance(Duration.ofMinutes(6));
      assertThat(session.accessToken().reveal()).isEqualTo("at-2");
    }

    assertThat(Wire.form(scene.transport, 1)).containsEntry("refresh_token", "rt-2");
    assertThat(jwk(sentProof(1))).isEqualTo(jwk(sentProof(0)));
  }

  @Test
  @DisplayName("F-09: a refresh token that comes with a bad answer is kept with its key")
  void a_refresh_token_that_comes_with_a_bad_answer_is_kept_with_its_key() {
    TokenStore store = TokenStore.inMemory();
    store.put("s", unbound(scene.time.instant()));
    scene.transport.json(200, renewed("at-2", "read", "rt-2").replace("DPoP", "Bearer"));

    try (OAuthClient web =
            scene
                .builder()
                .dpop(Dpop.keyPerLogin())
                .platform(scene.time.platform().withScheduler(Scheduler.system()))
                .build();
        TokenManager sessions = web.tokenManager(store)) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> sessions.source("s").accessToken());
    }

    StoredTokens kept = store.find("s").orElseThrow();
    assertThat(kept.refreshToken()).contains(Secret.of("rt-2"));
    assertThat(kept.proofKey()).isPresent();
    assertThat(kept.tokenType()).isEqualTo("Bearer");
  }

  /** Of a session that began before the client used DPoP. */
  private static StoredTokens unbound(Instant end) {
    return new StoredTokens(
        1,
        Secret.of("at-1"),
        Optional.of(Secret.of("rt-1")),
        Optional.empty(),
        Optional.empty(),
        Optional.of(end),
        Optional.of(end),
        Set.of("read", "write"),
        Optional.empty(),
        AuthorizationDetails.none());
  }

  private static String renewed(String token, String scope, String refreshToken) {
    return """
    {"access_token":"%s","token_type":"DPoP","expires_in":300,"scope":"%s","refresh_token":"%s"}\
    """
        .formatted(token, scope, refreshToken);
  }

  private String sentProof(int call) {
    return scene.transport.calls().get(call).headers().first("DPoP").orElseThrow();
  }

  private static String jwk(String proof) throws JsonException {
    return String.valueOf(
        Json.object(Base64.getUrlDecoder().decode(proof.split("\\.", -1)[0])).get("jwk"));
  }
}
