package io.crossauth.client.internal.provider;

import io.crossauth.error.OAuthErrorException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the token endpoint of a provider does its own way. Immutable.
 *
 * @param tokenResponse makes the members of an answer those that RFC 6749 names; members in,
 *     members out, refusals too
 * @param finalRefusals which refusals of a refresh token end its session, beside those that every
 *     provider means so
 * @param countedRefusals which refusals of a refresh token end its session when they come again and
 *     again, beside those of every provider
 */
public record Quirks(
    UnaryOperator<Map<String, Object>> tokenResponse,
    Predicate<OAuthErrorException> finalRefusals,
    Set<String> countedRefusals) {

  private static final Quirks NONE = new Quirks(UnaryOperator.identity(), e -> false, Set.of());

  /** Copies the set. */
  public Quirks {
    countedRefusals = Set.copyOf(countedRefusals);
  }

  /** A provider that does everything as the specifications say. */
  public static Quirks none() {
    return NONE;
  }

  /** The same with another adapter of token responses. */
  public Quirks withTokenResponse(UnaryOperator<Map<String, Object>> adapter) {
    return new Quirks(adapter, finalRefusals, countedRefusals);
  }

  /** The same with more refusals that end a session, or end it when they come again and again. */
  public Quirks withRefusals(Predicate<OAuthErrorException> ending, Set<String> counted) {
    return new Quirks(tokenResponse, ending, counted);
  }
}
