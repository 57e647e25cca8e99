package io.crossauth.client.mfa;

import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What the user has been asked for, and the only ways on from there. */
public sealed interface MfaChallenge {

  /** What the server answered to the challenge. */
  OAuthMfaChallengeResponse response();

  /** A code that the user reads from an authenticator app. */
  final class Otp implements MfaChallenge {

    private final MfaFlow flow;
    private final Secret mfaToken;
    private final TokenRequestOptions options;
    private final OAuthMfaChallengeResponse response;

    Otp(
        MfaFlow flow,
        Secret mfaToken,
        TokenRequestOptions options,
        OAuthMfaChallengeResponse response) {
      this.flow = flow;
      this.mfaToken = mfaToken;
      this.options = options;
      this.response = response;
    }

    @Override
    public OAuthMfaChallengeResponse response() {
      return response;
    }

    /**
     * Ends the login.
     *
     * @param code what the app shows
     * @throws MfaRefusedException if the code is not accepted
     */
    public OAuthTokenResponse complete(Secret code) {
      return flow.otp(mfaToken, code, options);
    }
  }

  /** A code that the user receives by text message, call or mail. */
  final class Prompt implements MfaChallenge {

    private final MfaFlow flow;
    private final Secret mfaToken;
    private final TokenRequestOptions options;
    private final OAuthMfaChallengeResponse response;

    Prompt(
        MfaFlow flow,
        Secret mfaToken,
        TokenRequestOptions options,
        OAuthMfaChallengeResponse response) {
      this.flow = flow;
      this.mfaToken = mfaToken;
      this.options = options;
      this.response = response;
    }

    @Override
    public OAuthMfaChallengeResponse response() {
      return response;
    }

    /**
     * Ends the login.
     *
     * @param bindingCode what the user has received
     * @throws MfaRefusedException if the code is not accepted
     */
    public OAuthTokenResponse complete(Secret bindingCode) {
      return flow.oob(mfaToken, response.oobCode().orElseThrow(), bindingCode, options);
    }
  }

  /** A push message that the user approves or refuses; there is nothing to type. */
  final class Push implements MfaChallenge {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final MfaFlow flow;
    private final Secret mfaToken;
    private final TokenRequestOptions options;
    private final OAuthMfaChallengeResponse response;

    Push(
        MfaFlow flow,
        Secret mfaToken,
        TokenRequestOptions options,
        OAuthMfaChallengeResponse response) {
      this.flow = flow;
      this.mfaToken = mfaToken;
      this.options = options;
      this.response = response;
    }

    @Override
    public OAuthMfaChallengeResponse response() {
      return response;
    }

    /** Asks once whether the user has answered. */
    public PollAnswer<OAuthTokenResponse> poll() {
      return flow.poll(mfaToken, response.oobCode().orElseThrow(), options);
    }

    /**
     * Waits until the user has answered: asks every five seconds, and less often when told to.
     *
     * @param patience how long to wait
     * @throws MfaRefusedException if the user refused, or the server or our patience is at its end
     * @throws InterruptedCallException if interrupted while waiting; nothing is left running
     */
    public OAuthTokenResponse await(Duration patience) {
      return flow.read(poller(patience).await(), options);
    }

    /** The same without holding a thread; cancelling the future ends the waiting. */
    public CompletableFuture<OAuthTokenResponse> start(Duration patience) {
      return poller(patience).start(answer -> flow.read(answer, options));
    }

    /**
     * Tokens are read when the polling is over: their code is used up, and must not be sent again.
     */
    private Poller<OAuthResponse> poller(Duration patience) {
      Platform platform = flow.calls().context().platform();
      long end = platform.ticker().nanos() + patience.toNanos();
      Secret oobCode = response.oobCode().orElseThrow();
      return new Poller<>(
          platform,
          () ->
              flow.ask(
                  mfaToken, oobCode, options, Duration.ofNanos(end - platform.ticker().nanos())),
          INTERVAL,
          patience,
          Push::over,
          left -> {});
    }

    private static MfaRefusedException over() {
      return new MfaRefusedException(
          MfaRefusedException.Reason.EXPIRED,
          new OAuthErrorException(
              "expired_token", "the user has not answered in time", null, 0, null, null));
    }
  }
}
