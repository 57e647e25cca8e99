package io.crossauth.client.mfa;

import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A password login on its way to its second factor. */
public final class MfaLogin {

  private final MfaFlow flow;
  private final Secret mfaToken;
  private final TokenRequestOptions options;

  /**
   * Creates a login that waits for its second factor.
   *
   * @param options what the password login asked for; the last step asks for the same scopes
   */
  public MfaLogin(MfaFlow flow, Secret mfaToken, TokenRequestOptions options) {
    this.flow = flow;
    this.mfaToken = mfaToken;
    this.options =
        new TokenRequestOptions(
            options.scopes(), TokenRequestOptions.none().parameters(), options.headers());
  }

  /** What the login goes on with. */
  public Secret mfaToken() {
    return mfaToken;
  }

  /** The second factors of the user. */
  public List<OAuthMfaAuthenticator> authenticators() {
    return flow.authenticators(mfaToken);
  }

  /** Asks for a second factor of the server's choice. */
  public MfaChallenge challenge() {
    return of(flow.challenge(mfaToken, List.of(), Optional.empty()));
  }

  /** Asks for this second factor. */
  public MfaChallenge challenge(OAuthMfaAuthenticator authenticator) {
    boolean challengeable = List.of("otp", "oob").contains(authenticator.authenticatorType());
    if (!authenticator.active() || !challengeable) {
      throw new IllegalArgumentException(
          "authenticator: expected an active otp or oob one, found "
              + (authenticator.active() ? "" : "inactive ")
              + authenticator.authenticatorType());
    }
    return of(
        flow.challenge(
            mfaToken, List.of(authenticator.authenticatorType()), Optional.of(authenticator.id())));
  }

  /** Ends the login with a recovery code. */
  public MfaRecovery recover(Secret recoveryCode) {
    return flow.recoveryCode(mfaToken, recoveryCode, options);
  }

  /**
   * Ends the login with a recovery code.
   *
   * @param keep gets the user's new recovery code before the tokens are looked at, so that it is
   *     not lost if they cannot be checked
   */
  public MfaRecovery recover(Secret recoveryCode, Consumer<Secret> keep) {
    return flow.recoveryCode(mfaToken, recoveryCode, options, keep);
  }

  /** Enrols the user's first second factor. */
  public MfaEnrolment enrol(MfaEnrolment.Request request) {
    return flow.enrol(mfaToken, request);
  }

  /** The challenge that confirms what has just been enrolled. */
  public MfaChallenge confirm(MfaEnrolment enrolment) {
    if (enrolment instanceof MfaEnrolment.Oob oob) {
      return of(oob.challenge());
    }
    return of(new OAuthMfaChallengeResponse("otp", Optional.empty(), Optional.empty()));
  }

  private MfaChallenge of(OAuthMfaChallengeResponse response) {
    if (response.challengeType().equals("otp")) {
      return new MfaChallenge.Otp(flow, mfaToken, options, response);
    }
    return response.needsBindingCode()
        ? new MfaChallenge.Prompt(flow, mfaToken, options, response)
        : new MfaChallenge.Push(flow, mfaToken, options, response);
  }
}
