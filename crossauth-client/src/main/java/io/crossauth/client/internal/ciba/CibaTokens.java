package io.crossauth.client.internal.ciba;

import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.UsedUp;
import io.crossauth.client.internal.polling.PollAnswers;
import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.TokenExpectations;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Asks for the tokens of a request, and checks them. The answer that ends the polling is read after
 * it: a failure to check the tokens must not send us back to ask with a request that is used up.
 */
final class CibaTokens {

  /** CIBA Core 1.0 section 10.1: a server may hold its answer; 30 seconds is what they do. */
  private static final Duration HELD = Duration.ofSeconds(30);

  private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

  private final Platform platform;
  private final TokenEndpoint endpoint;
  private final TokenEndpoint holding;
  private final UnaryOperator<OAuthTokenResponse> completion;

  CibaTokens(
      Platform platform, TokenEndpoint endpoint, UnaryOperator<OAuthTokenResponse> completion) {
    this.platform = platform;
    this.endpoint = endpoint;
    this.holding = endpoint.holdingAnswers(HELD);
    this.completion = completion;
  }

  /** Asks for the tokens of one request: with one key for all polls, if the client uses DPoP. */
  Asked of(CibaAcknowledgement request) {
    return new Asked(request, endpoint.keyed(TokenRequestOptions.none()));
  }

  /** One request's tokens. */
  final class Asked {

    private final CibaAcknowledgement request;
    private final TokenRequestOptions options;

    private Asked(CibaAcknowledgement request, TokenRequestOptions options) {
      this.request = request;
      this.options = options;
    }

    /** Asks once. */
    PollAnswer<OAuthTokenResponse> poll() {
      return ask(holding).map(this::read);
    }

    /**
     * Asks until there is an answer. No poll outlives the request.
     *
     * @param lifetime what is left of it
     */
    Poller<OAuthResponse> poller(Duration lifetime) {
      long end = platform.ticker().nanos() + lifetime.toNanos();
      return new Poller<>(
          platform,
          () -> {
            Duration left = Duration.ofNanos(end - platform.ticker().nanos());
            Duration time = left.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : left;
            return ask(holding.endingWithin(time));
          },
          request.interval(),
          lifetime,
          CibaTokens::expired,
          left -> {});
    }

    private PollAnswer<OAuthResponse> ask(TokenEndpoint at) {
      return PollAnswers.of(at.ask(Grant.ciba(request.authReqId()), options));
    }

    /** The tokens of the answer that ended the polling. */
    OAuthTokenResponse read(OAuthResponse answer) {
      return UsedUp.once(
          "the authentication request is used up; begin a new one",
          () -> {
            OAuthTokenResponse tokens = endpoint.read(answer.orThrow(), options, rules(request));
            Grant.ciba(request.authReqId()).check(tokens);
            return completion.apply(tokens);
          });
    }
  }

  /** CIBA Core 1.0 section 7.1: {@code openid} is always among the scopes. */
  private static TokenResponseRules rules(CibaAcknowledgement request) {
    TokenExpectations expected = TokenExpectations.none();
    if (!request.acrValues().isEmpty()) {
      expected = expected.withAcrValues(request.acrValues());
    }
    if (request.subject().isPresent()) {
      expected = expected.withSubject(request.subject().get());
    }
    return TokenResponseRules.none()
        .expecting(expected)
        .requiringIdToken()
        .granting(request.scopes());
  }

  static LoginTimeoutException expired() {
    return new LoginTimeoutException(
        "ciba.expired",
        "backchannel authentication: expected the user's decision while the request lives, found"
            + " none; begin a new one");
  }
}
