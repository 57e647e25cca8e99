package io.crossauth.client;

import io.crossauth.client.mfa.MfaChallenge;
import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.client.mfa.MfaFlow;
import io.crossauth.client.mfa.MfaRefusedException;
import io.crossauth.client.mfa.OAuthMfaAuthenticator;
import io.crossauth.client.mfa.OAuthMfaChallengeResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a password login led to. A second factor is an answer, not an error. */
public sealed interface PasswordOutcome {

  /**
   * The user is logged in.
   *
   * @param tokens the tokens
   */
  record SignedIn(OAuthTokenResponse tokens) implements PasswordOutcome {}

  /**
   * The password was right; the server wants a second factor. Every way on starts here. Immutable
   * and safe for use by many threads.
   */
  final class MfaRequired implements PasswordOutcome {

    private static final List<String> CHALLENGEABLE = List.of("otp", "oob");

    private final MfaFlow flow;
    private final Secret mfaToken;
    private final TokenRequestOptions options;

    /**
     * Goes on with a login whose mfa token was kept, such as between two requests of a browser.
     *
     * @param flow {@link OAuthClient#mfa}
     * @param mfaToken the mfa token of the password login
     * @param options what the password login asked for; the last step asks for the same scopes
     */
    public MfaRequired(MfaFlow flow, Secret mfaToken, TokenRequestOptions options) {
      this.flow = flow;
      this.mfaToken = mfaToken;
      this.options =
          new TokenRequestOptions(
              options.scopes(), TokenRequestOptions.none().parameters(), options.headers());
    }

    /**
     * Goes on with a refusal that asks for a second factor, whichever grant it has answered: a
     * refresh, a token exchange, a device code.
     *
     * @param flow {@link OAuthClient#mfa}
     * @param refusal what the server said
     * @param options what the refused request asked for; the last step asks for the same scopes
     * @return the ways on; empty if it is another refusal, or brings no mfa token
     */
    public static Optional<MfaRequired> of(
        MfaFlow flow, OAuthErrorException refusal, TokenRequestOptions options) {
      return refusal.error().equals("mfa_required")
              && refusal.member("mfa_token").orElse(null) instanceof Secret mfaToken
          ? Optional.of(new MfaRequired(flow, mfaToken, options))
          : Optional.empty();
    }

    /**
     * What the login goes on with.
     *
     * @return the mfa token
     */
    public Secret mfaToken() {
      return mfaToken;
    }

    /**
     * The second factors of the user, those not confirmed yet among them.
     *
     * @return at most 100 of them
     */
    public List<OAuthMfaAuthenticator> authenticators() {
      return flow.authenticators(mfaToken);
    }

    /**
     * Asks for a second factor of the server's choice.
     *
     * @return what the user has been asked for, and the ways on from there
     * @throws MfaRefusedException if the login is over, or the user has no second factor
     */
    public MfaChallenge challenge() {
      return challenge(flow.challenge(mfaToken));
    }

    /**
     * Asks for this second factor.
     *
     * @param authenticator one of {@link #authenticators}
     * @return what the user has been asked for, and the ways on from there
     * @throws IllegalArgumentException if it has not been confirmed, or cannot be challenged
     * @throws MfaRefusedException if the login is over
     */
    public MfaChallenge challenge(OAuthMfaAuthenticator authenticator) {
      String type = authenticator.authenticatorType();
      if (!authenticator.active() || !CHALLENGEABLE.contains(type)) {
        throw new IllegalArgumentException(
            "authenticator: expected an active otp or oob one, found "
                + (authenticator.active() ? "" : "inactive ")
                + type);
      }
      return challenge(flow.challenge(mfaToken, type, authenticator.id()));
    }

    private MfaChallenge challenge(OAuthMfaChallengeResponse response) {
      return MfaChallenge.of(flow, mfaToken, options, response);
    }

    /**
     * Ends the login with a recovery code, which is used up.
     *
     * @param recoveryCode the code that the user has kept
     * @param keep gets the user's new recovery code, if the server gives one, to be shown once. It
     *     is called before the tokens are looked at, so that the code is not lost if they cannot be
     *     checked
     * @return the tokens
     * @throws MfaRefusedException if the code is not accepted
     */
    public OAuthTokenResponse recover(Secret recoveryCode, Consumer<Secret> keep) {
      return flow.recoveryCode(mfaToken, recoveryCode, options, keep);
    }

    /**
     * Enrols the user's first second factor; it is confirmed by {@link #confirm}.
     *
     * @param request what to enrol
     * @return what the user needs to confirm it
     * @throws MfaRefusedException if the user has one already
     */
    public MfaEnrolment enrol(MfaEnrolment.Request request) {
      return flow.enrol(mfaToken, request);
    }

    /**
     * The challenge that confirms what has just been enrolled, and ends the login. Makes no call.
     *
     * @param enrolment what {@link #enrol} gave
     * @return the ways on
     */
    public MfaChallenge confirm(MfaEnrolment enrolment) {
      return challenge(
          enrolment instanceof MfaEnrolment.Oob oob
              ? oob.challenge()
              : new OAuthMfaChallengeResponse("otp", Optional.empty(), Optional.empty()));
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
   * @return the tokens
   * @throws SecondFactorRequiredException {@code mfa.required} if the server wants a second factor
   */
  default OAuthTokenResponse requireTokens() {
    if (this instanceof SignedIn signedIn) {
      return signedIn.tokens();
    }
    throw new SecondFactorRequiredException();
  }
}
