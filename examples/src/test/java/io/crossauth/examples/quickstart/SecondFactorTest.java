package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.auth0.Auth0Tenant;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.value.Secret;
import org.junit.jupiter.api.Test;

/** A program that logs a user in with a password and a second factor. */
class SecondFactorTest {

  private static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

  @Test
  void theUserIsLoggedInWithAOneTimeCode() {
    try (Auth0Tenant tenant = Auth0Tenant.start();
        OAuthClient client =
            OAuthClient.builder(tenant.issuer())
                .clientId(Auth0Tenant.CLIENT_ID)
                .clientSecret(Secret.of(Auth0Tenant.CLIENT_SECRET))
                .build()) {
      tenant.addUser("alice", "alice-password").withOtp(TOTP_SECRET);
      String user = "alice";
      Secret password = Secret.of("alice-password");
      Secret code = Secret.of(Totp.code(TOTP_SECRET, Platform.system().now()));
      OAuthTokenResponse tokens = null;

      if (client.passwordFlow(user, password, "openid")
          instanceof PasswordOutcome.MfaRequired mfa) {
        tokens = client.mfa().otp(mfa.mfaToken(), code, TokenRequestOptions.none());
      }

      assertThat(tokens.idToken().orElseThrow().requireSubject()).isEqualTo("auth0|alice");
    }
  }
}
