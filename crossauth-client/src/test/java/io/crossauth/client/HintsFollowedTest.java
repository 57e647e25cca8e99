package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the hints of refusals advise, against a server that refuses for that reason. */
@DisplayName("A hint of a refusal, followed:")
class HintsFollowedTest {

  private static final Secret ODD = Secret.of("p%+ :/s&=~-canary");

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  /** A server that takes a call only if it is as it wants it. */
  private void server(Predicate<HttpCall> good, String answer, String refusal) {
    scene.transport.then(
        call ->
            good.test(call) ? reply(200, answer) : reply(401, "{\"error\":\"" + refusal + "\"}"));
  }

  private static HttpReply reply(int status, String json) {
    return new HttpReply(
        status,
        Headers.of("Content-Type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("invalid_client, legacyRawBasic where id and secret are not decoded")
  void raw_basic() {
    String raw =
        Base64.getEncoder()
            .encodeToString(("web:" + ODD.reveal()).getBytes(StandardCharsets.UTF_8));
    Predicate<HttpCall> undecoded =
        call -> call.headers().first("Authorization").filter(("Basic " + raw)::equals).isPresent();
    server(undecoded, Answers.tokens(), "invalid_client");
    OAuthClient usual =
        scene.builder().clientAuthentication(ClientAuthentication.clientSecretBasic(ODD)).build();
    OAuthErrorException refusal =
        catchThrowableOfType(OAuthErrorException.class, usual::clientCredentialsFlow);
    assertThat(refusal).hasMessageContaining("legacyRawBasic").hasMessageNotContaining("canary");

    server(undecoded, Answers.tokens(), "invalid_client");
    OAuthClient following =
        scene
            .builder()
            .clientAuthentication(ClientAuthentication.legacyRawBasic(() -> ODD))
            .build();
    assertThat(following.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
  }

  @Test
  @DisplayName("invalid_client, withoutPkce() where code_verifier is refused")
  void without_pkce() {
    OAuthClientBuilder confidential = scene.builder().clientSecret(Secret.of("test-secret"));
    AuthorizationRequest first = confidential.build().startAuthorizationCodeFlow("openid");
    Predicate<HttpCall> withoutVerifier =
        call ->
            !new String(call.body().orElseThrow(), StandardCharsets.UTF_8)
                .contains("code_verifier");
    server(withoutVerifier, Answers.tokens(), "invalid_client");
    OAuthClient usual = confidential.build();
    OAuthErrorException refusal =
        catchThrowableOfType(
            OAuthErrorException.class,
            () -> usual.redirectEndpoint(Scene.response(first.pending()), first.pending()));
    assertThat(refusal).hasMessageContaining("withoutPkce()");

    OAuthClient following = confidential.withoutPkce().build();
    AuthorizationRequest second = following.startAuthorizationCodeFlow("openid");
    server(withoutVerifier, Scene.tokens(scene.idToken(second.pending())), "invalid_client");
    assertThat(
            following
                .redirectEndpoint(Scene.response(second.pending()), second.pending())
                .idToken())
        .isPresent();
  }

  @Test
  @DisplayName("case C4 interaction_required, Entra's claims go with the login that it asks for")
  void claims_of_entra() {
    scene.transport.json(
        400,
        "{\"error\":\"interaction_required\",\"claims\":"
            + "\"{\\\"access_token\\\":{\\\"capolids\\\":{\\\"essential\\\":true}}}\"}");
    OAuthClient client = scene.client();
    OAuthErrorException refusal =
        catchThrowableOfType(
            OAuthErrorException.class,
            () ->
                client.requestTokens(
                    Grant.refreshToken(Secret.of("rt-1")), TokenRequestOptions.none()));
    assertThat(refusal).hasMessageContaining("claims");

    String claims = refusal.member("claims").orElseThrow().toString();
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").with("claims", claims));

    assertThat(Wire.query(login.uri())).containsEntry("claims", claims);
  }
}
