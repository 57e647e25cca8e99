package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome.MfaRequired;
import io.crossauth.client.mfa.MfaChallenge;
import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.client.mfa.OAuthMfaAuthenticator;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.auth0.Auth0Tenant;
import io.crossauth.testkit.auth0.TenantMessage;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Login by password and second factor, by Auth0's protocol, at the testkit's tenant: Keycloak does
 * not speak it.
 *
 * @param name what it is called
 * @param way how the second factor is given
 */
record SecondFactorFlow(String name, Way way) implements Flow {

  private static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  private static final String RECOVERY_CODE = "KEEPTHISCODESOMEWHERE";

  /** How a second factor is given. */
  @FunctionalInterface
  interface Way {

    /** Ends the login. */
    OAuthTokenResponse end(MfaRequired login, Auth0Tenant tenant);
  }

  /** One row for each way. */
  static List<Flow> all() {
    return List.of(
        new SecondFactorFlow("password + MFA, one-time code", SecondFactorFlow::otp),
        new SecondFactorFlow("password + MFA, text message", SecondFactorFlow::message),
        new SecondFactorFlow("password + MFA, push", SecondFactorFlow::push),
        new SecondFactorFlow("password + MFA, recovery code", SecondFactorFlow::recover),
        new SecondFactorFlow("password + MFA, enrolment", SecondFactorFlow::enrol));
  }

  @Override
  public String event() {
    return "";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    try (Auth0Tenant tenant = Auth0Tenant.start()) {
      tenant
          .addUser("alice", "alice-password")
          .withOtp(TOTP_SECRET)
          .withOob("sms")
          .withOob("auth0")
          .withRecoveryCode(RECOVERY_CODE);
      tenant.addUser("newcomer", "alice-password");
      OAuthClient client =
          scene.open(
              OAuthClient.builder(tenant.issuer())
                  .clientId(Auth0Tenant.CLIENT_ID)
                  .clientSecret(Secret.of(Auth0Tenant.CLIENT_SECRET))
                  .transport(scene.transport()));
      String user = name.endsWith("enrolment") ? "newcomer" : "alice";
      if (client.passwordFlow(user, Secret.of("alice-password"), "openid")
          instanceof MfaRequired login) {
        OAuthTokenResponse tokens = way.end(login, tenant);
        return tokens.idToken().orElseThrow().requireSubject() + ": ID token RS256";
      }
      throw new IllegalStateException("expected that a second factor is wanted");
    }
  }

  private static MfaChallenge asked(MfaRequired login, String type) {
    OAuthMfaAuthenticator factor =
        login.authenticators().stream()
            .filter(f -> f.id().startsWith(type))
            .findFirst()
            .orElseThrow();
    return login.challenge(factor);
  }

  private static OAuthTokenResponse otp(MfaRequired login, Auth0Tenant tenant) {
    Secret code = Secret.of(Totp.code(TOTP_SECRET, Platform.system().now()));
    return ((MfaChallenge.Otp) asked(login, "totp")).complete(code);
  }

  private static OAuthTokenResponse message(MfaRequired login, Auth0Tenant tenant) {
    MfaChallenge.Prompt prompt = (MfaChallenge.Prompt) asked(login, "sms");
    List<TenantMessage> outbox = tenant.outbox();
    return prompt.complete(Secret.of(outbox.get(outbox.size() - 1).code()));
  }

  private static OAuthTokenResponse push(MfaRequired login, Auth0Tenant tenant) {
    MfaChallenge.Push push = (MfaChallenge.Push) asked(login, "push");
    tenant.answerPush("alice", true);
    return push.await(Duration.ofMinutes(1));
  }

  private static OAuthTokenResponse recover(MfaRequired login, Auth0Tenant tenant) {
    List<Secret> kept = new ArrayList<>();
    OAuthTokenResponse tokens = login.recover(Secret.of(RECOVERY_CODE), kept::add);
    if (kept.isEmpty()) {
      throw new IllegalStateException("expected a new recovery code, found none");
    }
    return tokens;
  }

  private static OAuthTokenResponse enrol(MfaRequired login, Auth0Tenant tenant) {
    MfaEnrolment.Otp app = (MfaEnrolment.Otp) login.enrol(MfaEnrolment.Request.otp());
    Secret code = Secret.of(Totp.code(app.secret().reveal(), Platform.system().now()));
    return ((MfaChallenge.Otp) login.confirm(app)).complete(code);
  }
}
