package io.crossauth.client.mfa;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What the user has been asked for, and the only ways on from there. Immutable and safe for use by
 * many threads; no text form shows a code or a token.
 */
public sealed interface MfaChallenge {

  /**
   * What the server answered to the challenge.
   *
   * @return the answer
   */
  OAuthMfaChallengeResponse response();

  /**
   * Goes on with a login whose challenge was kept, such as between two requests of a browser.
   *
   * @param flow {@code OAuthClient.mfa()}
   * @param mfaToken the mfa token of the login
   * @param options the scopes of the login
   * @param response what the server answered to the challenge
   * @return the ways on that the answer leaves open
   */
  static MfaChallenge of(
      MfaFlow flow,
      Secret mfaToken,
      TokenRequestOptions options,
      OAuthMfaChallengeResponse response) {
    Step step = new Step(flow, mfaToken, options, response);
    if (response.challengeType().equals("otp")) {
      return new Otp(step);
    }
    return response.needsBindingCode() ? new Prompt(step) : new Push(step);
  }

  /** A code that the user reads from an authenticator app. */
  final class Otp implements MfaChallenge {

    private final Step step;

    private Otp(Step step) {
      this.step = step;
    }

    @Override
    public OAuthMfaChallengeResponse response() {
      return step.response();
    }

    /**
     * Ends the login.
     *
     * @param code what the app shows
     * @return the tokens
     * @throws MfaRefusedException if the code is not accepted
     */
    public OAuthTokenResponse complete(Secret code) {
      return step.flow().otp(step.mfaToken(), code, step.options());
    }
  }

  /** A code that the user receives by text message, call or mail. */
  final class Prompt implements MfaChallenge {

    private final Step step;

    private Prompt(Step step) {
      this.step = step;
    }

    @Override
    public OAuthMfaChallengeResponse response() {
      return step.response();
    }

    /**
     * Ends the login.
     *
     * @param bindingCode what the user has received
     * @return the tokens
     * @throws MfaRefusedException if the code is not accepted
     */
    public OAuthTokenResponse complete(Secret bindingCode) {
      return step.flow().oob(step.mfaToken(), step.oobCode(), bindingCode, step.options());
    }
  }

  /** A push message that the user approves or refuses; there is nothing to type. */
  final class Push implements MfaChallenge {

    private final Step step;

    private Push(Step step) {
      this.step = step;
    }

    @Override
    public OAuthMfaChallengeResponse response() {
      return step.response();
    }

    /**
     * Asks once whether the user has answered.
     *
     * @return the tokens, or when to ask again
     * @throws MfaRefusedException if the user refused, or the login is over
     */
    public PollAnswer<OAuthTokenResponse> poll() {
      return step.flow().poll(step.mfaToken(), step.oobCode(), step.options());
    }

    /**
     * Waits until the user has answered: asks every five seconds, and less often when told to.
     *
     * @param patience how long to wait
     * @return the tokens
     * @throws MfaRefusedException if the user refused, or the login is over
     * @throws LoginTimeoutException {@code mfa.expired} if the user has not answered in time
     * @throws InterruptedCallException if interrupted while waiting; nothing is left running
     */
    public OAuthTokenResponse await(Duration patience) {
      return step.flow().await(step.mfaToken(), step.oobCode(), patience, step.options());
    }

    /**
     * Waits until the user has answered, without holding a thread.
     *
     * @param patience how long to wait
     * @return the tokens, or the failures of {@link #await}; cancelling it ends the waiting
     */
    public CompletableFuture<OAuthTokenResponse> start(Duration patience) {
      return step.flow().start(step.mfaToken(), step.oobCode(), patience, step.options());
    }
  }
}
