package io.crossauth.client.internal.introspection;

import io.crossauth.client.introspection.Introspection;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OpaqueTokenCheck;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks opaque access tokens by introspection, with a bounded memory ({@link
 * IntrospectionMemory}): a good answer is remembered for a minute at most and never past the
 * token's end, that a token is not good for ten seconds. Of many callers with one token, one asks.
 */
final class IntrospectionCheck implements OpaqueTokenCheck {

  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final IntrospectionCalls endpoint;
  private final boolean remembers;
  private final IntrospectionMemory memory;
  private final TokenFlights flights = new TokenFlights();

  /** Creates a check that remembers good answers for a minute. */
  IntrospectionCheck(IntrospectionCalls endpoint, Platform platform) {
    this(endpoint, platform, USUAL);
  }

  /**
   * Creates a check that remembers good answers for another time: so long does a token that is
   * revoked live on here.
   *
   * @param remembered zero, to ask each time, to ten minutes
   */
  IntrospectionCheck(IntrospectionCalls endpoint, Platform platform, Duration remembered) {
    if (remembered.isNegative() || remembered.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "remembered: expected zero to ten minutes, found " + remembered);
    }
    this.endpoint = endpoint;
    this.remembers = !remembered.isZero();
    this.memory = new IntrospectionMemory(platform, remembered);
  }

  @Override
  public Map<String, @Nullable Object> claimsOf(Secret token) {
    Introspection answer = remembers ? remembered(token) : ask(token);
    if (!answer.active()) {
      throw new TokenRejectedException(
          RejectionReason.REVOKED, "active", "true", "false", "the issuer does not vouch for it");
    }
    return answer.claims();
  }

  private Introspection remembered(Secret token) {
    String digest = Hashes.sha256(token.reveal());
    Introspection answer = memory.find(digest);
    return answer != null
        ? answer
        : flights.run(digest, () -> findOrAsk(digest, token), this::overtime);
  }

  /** Another may have asked between our look and our flight. */
  private Introspection findOrAsk(String digest, Secret token) {
    Introspection answer = memory.find(digest);
    if (answer == null) {
      answer = ask(token);
      memory.remember(digest, answer);
    }
    return answer;
  }

  IntrospectionMemory memory() {
    return memory;
  }

  /** How many tokens are asked about now. */
  int underWay() {
    return flights.size();
  }

  private TransportException overtime() {
    return new TransportException(
        TransportException.Kind.TIMEOUT,
        endpoint.address(),
        false,
        "waited too long for another thread's request",
        null);
  }

  /** What goes wrong between us and the server is not the token's fault. */
  private Introspection ask(Secret token) {
    try {
      return endpoint.introspect(token, "access_token");
    } catch (OAuthErrorException | InvalidResponseException | TokenRejectedException e) {
      throw new TransportException(
          TransportException.Kind.UNAVAILABLE,
          endpoint.address(),
          true,
          String.valueOf(e.getMessage()),
          e);
    }
  }
}
