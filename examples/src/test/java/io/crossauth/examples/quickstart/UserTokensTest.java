package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a program does with a user's tokens once it has them. */
class UserTokensTest extends Playground {

  @Test
  void aUserLogsInByPassword() {
    OAuthTokenResponse tokens =
        client.passwordFlow(username, password, "openid", "email").requireTokens();

    assertThat(tokens.idToken()).isPresent();
  }

  @Test
  void keycloakTakesTheSecondFactorAsAParameter() {
    String username = TestUsers.MFA;
    Secret password = Secret.of(TestUsers.password(TestUsers.MFA));
    Secret code = Secret.of(Totp.code(TestUsers.TOTP_SECRET, Platform.system().now()));

    OAuthTokenResponse tokens =
        client
            .passwordFlow(
                username, password, TokenRequestOptions.scopes("openid").with("totp", code))
            .requireTokens();

    assertThat(tokens.idToken()).isPresent();
  }

  @Test
  void tokensAreRenewed() {
    OAuthTokenResponse tokens = loggedIn();

    OAuthTokenResponse renewed = client.refreshTokenFlow(tokens);
    OAuthTokenResponse narrower = client.refreshTokenFlow(renewed, "openid");

    assertThat(narrower.accessToken()).isNotEqualTo(renewed.accessToken());
    assertThat(narrower.scopes()).doesNotContain("email");
  }

  @Test
  void aRefreshTokenFromAStoreIsRenewedForItsUser() {
    OAuthTokenResponse tokens = loggedIn();
    String user = tokens.idToken().map(VerifiedToken::requireSubject).orElseThrow();
    Secret refreshToken = tokens.refreshToken().orElseThrow();

    OAuthTokenResponse renewed =
        client.refreshTokenFlow(
            refreshToken, TokenExpectations.none().withSubject(user), TokenRequestOptions.none());

    assertThat(renewed.refreshToken()).isPresent();
  }

  @Test
  void aUsedRefreshTokenIsRefused() {
    OAuthTokenResponse tokens = loggedIn();
    client.refreshTokenFlow(tokens);

    assertThatThrownBy(() -> client.refreshTokenFlow(tokens))
        .isInstanceOfSatisfying(
            OAuthErrorException.class, e -> assertThat(e.error()).isEqualTo("invalid_grant"));
  }

  @Test
  void theUserIsKnownBetter() {
    OAuthTokenResponse tokens = loggedIn();

    UserInfo user = client.userInfoEndpoint(tokens);
    String email = user.text("email").orElse("unknown");

    assertThat(email).startsWith("alice@");
  }

  @Test
  void userInfoIsMergedOnRequest() {
    OAuthClient client =
        OAuthClient.builder(issuer).clientId(clientId).clientSecret(secret).mergeUserInfo().build();

    OAuthTokenResponse tokens =
        client.passwordFlow(username, password, "openid", "email").requireTokens();

    assertThat(tokens.idPayload()).containsKeys("email", "exp");
    client.close();
  }

  @Test
  void crossauthsEnvironmentIsUnderstood() {
    Map<String, String> environment =
        Map.of(
            "CROSSAUTH_AUTH_SERVER_BASE_URL", issuer,
            "CROSSAUTH_OAUTH_CLIENT_ID", TestClients.CONFIDENTIAL,
            "CROSSAUTH_OAUTH_CLIENT_SECRET", TestClients.SECRET);

    OAuthClientBuilder fromEnvironment = OAuthClient.fromEnvironment(environment);

    try (OAuthClient client = fromEnvironment.build()) {
      assertThat(client.clientCredentialsFlow().tokenType()).isEqualTo("Bearer");
    }
  }

  private OAuthTokenResponse loggedIn() {
    return client.passwordFlow(username, password, "openid", "email").requireTokens();
  }
}
