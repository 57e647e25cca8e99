package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What keeps a stolen code from being used")
class CodeInjectionDefenceTest {

  private final Scene scene = new Scene();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  private OAuthClientBuilder confidential() {
    return scene.builder().clientSecret(Secret.of("secret-of-the-client"));
  }

  private String tokenRequest() {
    return scene.transport.body(scene.transport.calls().size() - 1);
  }

  private static String query(AuthorizationRequest request) {
    return request.uri().getRawQuery();
  }

  private void refused(RejectionReason reason, Runnable login) {
    TokenRejectedException refusal = catchThrowableOfType(TokenRejectedException.class, login::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
  }

  @Test
  @DisplayName("case A3 by default: PKCE and nonce are sent, and both are needed")
  void both() {
    OAuthClient client = confidential().build();
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    assertThat(query(request)).contains("code_challenge=", "code_challenge_method=S256", "nonce=");
    scene.login(client, d -> d);
    assertThat(tokenRequest()).contains("code_verifier=");
    refused(RejectionReason.MISSING_CLAIM, () -> scene.login(client, d -> d.without("nonce")));
  }

  @Test
  @DisplayName("case A3 LinkedIn, code_verifier: without PKCE no parameter of it is sent")
  void withoutPkce() {
    OAuthClient client = confidential().withoutPkce().build();
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid", "profile");
    assertThat(query(request)).doesNotContain("code_challenge").contains("nonce=", "state=");

    scene.login(client, d -> d);

    assertThat(tokenRequest()).doesNotContain("code_verifier").contains("code=code-1");
  }

  @Test
  @DisplayName("case A3 a server that lists PKCE methods without S256 can be used without PKCE")
  void listsNoS256() {
    OpenIdConfiguration plain =
        OpenIdConfiguration.builder()
            .issuer(Metadata.ISSUER)
            .authorizationEndpoint(Metadata.AUTHORIZE)
            .tokenEndpoint(Metadata.TOKEN)
            .jwksUri(Metadata.JWKS)
            .with(MetadataField.CODE_CHALLENGE_METHODS_SUPPORTED, List.of("plain"))
            .build();
    OAuthClientBuilder builder =
        OAuthClient.builder(plain)
            .clientId("web")
            .clientSecret(Secret.of("secret-of-the-client"))
            .redirectUri(URI.create("https://app.example/callback"))
            .transport(scene.transport);
    OAuthClient usual = builder.build();
    assertThat(
            catchThrowableOfType(
                    InvalidResponseException.class,
                    () -> usual.startAuthorizationCodeFlow("openid"))
                .getMessage())
        .contains("withoutPkce()");
    OAuthClient without = builder.withoutPkce().build();
    assertThat(query(without.startAuthorizationCodeFlow("openid")))
        .doesNotContain("code_challenge");
  }

  static Stream<Arguments> badNonces() {
    return Stream.of(
        row("no nonce", d -> d.without("nonce"), RejectionReason.MISSING_CLAIM),
        row("another nonce", d -> d.claim("nonce", "x"), RejectionReason.WRONG_NONCE),
        row("an empty nonce", d -> d.claim("nonce", ""), RejectionReason.WRONG_CLAIM_VALUE),
        row("null", d -> d.rawClaim("nonce", "null"), RejectionReason.WRONG_CLAIM_TYPE));
  }

  @ParameterizedTest(name = "case A3 without PKCE, {0}: refused")
  @MethodSource("badNonces")
  void nonceStays(String what, UnaryOperator<TokenDraft> change, RejectionReason reason) {
    OAuthClient client = confidential().withoutPkce().build();
    refused(reason, () -> scene.login(client, change));
  }

  @Test
  @DisplayName("case A3 without PKCE, a login whose ID token nobody checks does not begin")
  void nothingWouldBeLeft() {
    OAuthClient client = confidential().withoutPkce().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.startAuthorizationCodeFlow(LoginOptions.scopes("profile")))
        .withMessageContaining("unsafeWithoutCodeInjectionDefence()");
    OAuthClient plain =
        OAuthClient.builder(Metadata.withoutIssuer())
            .clientId("web")
            .clientSecret(Secret.of("secret-of-the-client"))
            .redirectUri(URI.create("https://app.example/callback"))
            .transport(scene.transport)
            .withoutPkce()
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.startAuthorizationCodeFlow("openid"))
        .withMessageContaining("openid");
    // Nor does one that was begun by another setting end here.
    AuthorizationRequest begun = confidential().build().startAuthorizationCodeFlow("profile");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> client.redirectEndpoint(Scene.response(begun.pending()), begun.pending()));
  }

  @Test
  @DisplayName("case A3 LinkedIn, no nonce in the ID token: accepted by the option, PKCE stays")
  void withoutRequiredNonce() {
    OAuthClient client = scene.builder().withoutRequiredNonce().build();
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    assertThat(query(request)).contains("nonce=", "code_challenge=");

    assertThat(scene.login(client, d -> d.without("nonce")).idToken()).isPresent();
    assertThat(tokenRequest()).contains("code_verifier=");
    assertThat(scene.login(client, d -> d).idToken()).isPresent();
  }

  @ParameterizedTest(name = "case A3 where the nonce may be missing, {0}: refused")
  @MethodSource("wrongNonces")
  void nonceThatComesBackMatches(
      String what, UnaryOperator<TokenDraft> change, RejectionReason reason) {
    OAuthClient pkce = confidential().withoutRequiredNonce().build();
    OAuthClient neither = confidential().unsafeWithoutCodeInjectionDefence().build();
    refused(reason, () -> scene.login(pkce, change));
    refused(reason, () -> scene.login(neither, change));
  }

  static Stream<Arguments> wrongNonces() {
    return badNonces().filter(row -> !row.get()[0].equals("no nonce"));
  }

  @Test
  @DisplayName("case A3 the hint for a missing nonce works")
  void hint() {
    OAuthClient client = confidential().build();
    TokenRejectedException refusal =
        catchThrowableOfType(
            TokenRejectedException.class, () -> scene.login(client, d -> d.without("nonce")));
    assertThat(refusal.hint().orElseThrow()).contains("withoutRequiredNonce()");
    OAuthClient following = confidential().withoutRequiredNonce().build();
    scene.login(following, d -> d.without("nonce"));
  }

  @Test
  @DisplayName("case A3 the hint of invalid_client names withoutPkce()")
  void hintOfInvalidClient() {
    OAuthClient client = confidential().build();
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    scene.transport.json(401, "{\"error\":\"invalid_client\"}");
    assertThat(
            catchThrowableOfType(
                    OAuthErrorException.class,
                    () ->
                        client.redirectEndpoint(
                            Scene.response(request.pending()), request.pending()))
                .getMessage())
        .contains("withoutPkce()");
  }

  @Test
  @DisplayName("case A3 both are given up by one name alone, and never by a public client")
  void bothByName() {
    for (OAuthClientBuilder both :
        List.of(
            confidential().withoutPkce().withoutRequiredNonce(),
            confidential().withoutRequiredNonce().withoutPkce())) {
      assertThatIllegalArgumentException()
          .isThrownBy(both::build)
          .withMessageContaining("unsafeWithoutCodeInjectionDefence()");
    }
    for (OAuthClientBuilder open :
        List.of(
            scene.builder().withoutPkce(), scene.builder().unsafeWithoutCodeInjectionDefence())) {
      assertThatIllegalArgumentException()
          .isThrownBy(open::build)
          .withMessageContaining("confidential");
    }
  }

  @Test
  @DisplayName("case A3 crossauth's own server: with both given up, all else is checked as before")
  void allElseStays() {
    OAuthClient client = confidential().unsafeWithoutCodeInjectionDefence().build();
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    assertThat(query(request)).contains("nonce=", "state=").doesNotContain("code_challenge");
    scene.login(client, d -> d.without("nonce"));
    assertThat(tokenRequest()).doesNotContain("code_verifier");

    refused(RejectionReason.WRONG_AUDIENCE, () -> scene.login(client, d -> d.claim("aud", "x")));
    refused(RejectionReason.WRONG_ISSUER, () -> scene.login(client, d -> d.claim("iss", "x")));
    refused(
        RejectionReason.BAD_SIGNATURE,
        () ->
            scene.login(
                client, d -> d.signedWith(TestKeys.rsa("stranger").withKid(Scene.KEY.kid()))));
    assertThat(
            catchThrowableOfType(
                    InvalidResponseException.class,
                    () ->
                        client.redirectEndpoint(
                            Scene.response(
                                io.crossauth.http.Form.of("code", "c").plus("state", "x"),
                                request.pending()),
                            request.pending()))
                .code())
        .isEqualTo("response.state_mismatch");
  }

  private static Arguments row(
      String what, UnaryOperator<TokenDraft> change, RejectionReason reason) {
    return Arguments.of(what, change, reason);
  }
}
