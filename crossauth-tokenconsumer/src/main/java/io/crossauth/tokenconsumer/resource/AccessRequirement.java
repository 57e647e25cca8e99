package io.crossauth.tokenconsumer.resource;

import io.crossauth.tokenconsumer.TokenExpectations;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request needs beyond a good token. Immutable.
 *
 * <p>{@code AccessRequirement.scopes("orders:write").withMaxAge(Duration.ofMinutes(5))}.
 *
 * @param scopes all of which the token must have
 * @param acrValues one of which the login must have been ({@code acr}); empty for any
 * @param maxAge how long ago the user may have logged in ({@code auth_time}); empty for any time
 */
public record AccessRequirement(
    Set<String> scopes, List<String> acrValues, Optional<Duration> maxAge) {

  /**
   * Copies what could change.
   *
   * @throws IllegalArgumentException if a name cannot stand in a challenge, or the age is negative
   */
  public AccessRequirement {
    scopes = Set.copyOf(Quoted.tokens("scopes", scopes));
    acrValues = List.copyOf(Quoted.tokens("acrValues", acrValues));
    if (maxAge.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("maxAge: expected zero or more, found " + maxAge);
    }
  }

  /** A good token, whatever it allows. */
  public static AccessRequirement none() {
    return new AccessRequirement(Set.of(), List.of(), Optional.empty());
  }

  /**
   * A token with all of these scopes.
   *
   * @throws IllegalArgumentException if one is not a scope (RFC 6749 section 3.3)
   */
  public static AccessRequirement scopes(String... all) {
    Set<String> scopes = new LinkedHashSet<>(List.of(all));
    return new AccessRequirement(scopes, List.of(), Optional.empty());
  }

  /**
   * The same with a login of one of these kinds.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</a>
   */
  public AccessRequirement withAcrValues(String... anyOf) {
    return new AccessRequirement(scopes, List.of(anyOf), maxAge);
  }

  /**
   * The same with a login that is no older.
   *
   * @param age zero or more; the clock skew of the consumer is added
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</a>
   */
  public AccessRequirement withMaxAge(Duration age) {
    return new AccessRequirement(scopes, acrValues, Optional.of(age));
  }

  TokenExpectations in(TokenExpectations others) {
    TokenExpectations all = acrValues.isEmpty() ? others : others.withAcrValues(acrValues);
    return maxAge.map(all::withMaxAge).orElse(all);
  }
}
