package io.crossauth.client;

import io.crossauth.client.mfa.MfaChallenge;
import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.client.mfa.MfaLogin;
import io.crossauth.client.mfa.MfaRecovery;
import io.crossauth.client.mfa.MfaRefusedException;
import io.crossauth.client.mfa.OAuthMfaAuthenticator;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.function.Consumer;

/** What a password login led to. A second factor is an answer, not an error. */
public sealed interface PasswordOutcome {

  /**
   * The user is logged in.
   *
   * @param tokens the tokens
   */
  record SignedIn(OAuthTokenResponse tokens) implements PasswordOutcome {}

  /** The password was right; the server wants a second factor. Every way on starts here. */
  final class MfaRequired implements PasswordOutcome {

    private final MfaLogin login;

    MfaRequired(MfaLogin login) {
      this.login = login;
    }

    /** What the login goes on with. */
    public Secret mfaToken() {
      return login.mfaToken();
    }

    /** The second factors of the user, those not confirmed yet among them. */
    public List<OAuthMfaAuthenticator> authenticators() {
      return login.authenticators();
    }

    /** Asks for a second factor of the server's choice. */
    public MfaChallenge challenge() {
      return login.challenge();
    }

    /**
     * Asks for this second factor.
     *
     * @throws IllegalArgumentException if it has not been confirmed, or cannot be challenged
     */
    public MfaChallenge challenge(OAuthMfaAuthenticator authenticator) {
      return login.challenge(authenticator);
    }

    /**
     * Ends the login with a recovery code, which is used up.
     *
     * @throws MfaRefusedException if the code is not accepted
     */
    public MfaRecovery recover(Secret recoveryCode) {
      return login.recover(recoveryCode);
    }

    /**
     * Ends the login with a recovery code.
     *
     * @param keep gets the user's new recovery code before the tokens are looked at, so that it is
     *     not lost if they cannot be checked
     * @throws MfaRefusedException if the code is not accepted
     */
    public MfaRecovery recover(Secret recoveryCode, Consumer<Secret> keep) {
      return login.recover(recoveryCode, keep);
    }

    /**
     * Enrols the user's first second factor; it is confirmed by {@link #confirm}.
     *
     * @throws MfaRefusedException if the user has one already
     */
    public MfaEnrolment enrol(MfaEnrolment.Request request) {
      return login.enrol(request);
    }

    /** The challenge that confirms what has just been enrolled, and ends the login. */
    public MfaChallenge confirm(MfaEnrolment enrolment) {
      return login.confirm(enrolment);
    }

    /** Nothing of the token. */
    @Override
    public String toString() {
      return "MfaRequired";
    }
  }

  /**
   * The tokens of a login that must not need a second factor.
   *
   * @throws IllegalStateException if the server wants a second factor
   */
  default OAuthTokenResponse requireTokens() {
    if (this instanceof SignedIn signedIn) {
      return signedIn.tokens();
    }
    throw new IllegalStateException(
        "password login: expected tokens, found that the server wants a second factor");
  }
}
