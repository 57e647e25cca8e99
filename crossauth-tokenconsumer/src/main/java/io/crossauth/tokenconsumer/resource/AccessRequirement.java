package io.crossauth.tokenconsumer.resource;

import io.crossauth.internal.time.Durations;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request needs beyond a good token. Immutable and safe for use by many threads.
 *
 * <p>{@code AccessRequirement.scopes("orders:write").withRoles("clerk")}.
 *
 * @param scopes all of which the token must have
 * @param acrValues one of which the login must have been ({@code acr}); empty for any
 * @param maxAge how long ago the user may have logged in ({@code auth_time}); empty for any time
 * @param claims the values that claims must have, all of them, by the claim's name or a JSON
 *     Pointer (RFC 6901) for a nested one
 */
public record AccessRequirement(
    Set<String> scopes,
    List<String> acrValues,
    Optional<Duration> maxAge,
    Map<String, Set<String>> claims) {

  /** RFC 8176: how the user logged in; another login may do better. */
  private static final String AMR = "amr";

  private static final AccessRequirement NONE =
      new AccessRequirement(Set.of(), List.of(), Optional.empty(), Map.of());

  /**
   * Copies what could change.
   *
   * @param scopes all of which the token must have
   * @param acrValues one of which the login must have been; empty for any
   * @param claims the values that claims must have; empty for none
   * @param maxAge how long ago the user may have logged in; empty for any time
   * @throws IllegalArgumentException if a name cannot stand in a challenge, the age is negative, or
   *     no value is named for a claim
   */
  public AccessRequirement {
    scopes = Set.copyOf(Quoted.tokens("scopes", scopes));
    acrValues = List.copyOf(Quoted.tokens("acrValues", acrValues));
    claims = copyOf(claims);
    maxAge.ifPresent(age -> Durations.notNegative("maxAge", age));
  }

  private static Map<String, Set<String>> copyOf(Map<String, Set<String>> claims) {
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    claims.forEach(
        (claim, values) -> {
          if (claim.isEmpty() || values.isEmpty()) {
            throw new IllegalArgumentException(
                "claims: expected a claim and one value or more, found none for '" + claim + "'");
          }
          copy.put(claim, Set.copyOf(values));
        });
    return Collections.unmodifiableMap(copy);
  }

  /**
   * A good token, whatever it allows.
   *
   * @return no requirement
   */
  public static AccessRequirement none() {
    return NONE;
  }

  /**
   * A token with all of these scopes.
   *
   * @param all the scopes; none is as {@link #none()}
   * @return the requirement
   * @throws IllegalArgumentException if one is not a scope (RFC 6749 section 3.3)
   */
  public static AccessRequirement scopes(String... all) {
    return new AccessRequirement(
        new LinkedHashSet<>(List.of(all)), List.of(), Optional.empty(), Map.of());
  }

  /**
   * The same with a login of one of these kinds.
   *
   * @param anyOf values of {@code acr}; none for any
   * @return the requirement
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</a>
   */
  public AccessRequirement withAcrValues(String... anyOf) {
    return new AccessRequirement(scopes, List.of(anyOf), maxAge, claims);
  }

  /**
   * The same with a login that is no older.
   *
   * @param age zero or more; the clock skew of the consumer is added
   * @return the requirement
   * @throws IllegalArgumentException if it is negative
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</a>
   */
  public AccessRequirement withMaxAge(Duration age) {
    return new AccessRequirement(scopes, acrValues, Optional.of(age), claims);
  }

  /**
   * The same with roles ({@code roles}).
   *
   * @param all all of which the token must have; one or more
   * @return the requirement
   * @throws IllegalArgumentException if none is named
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2.3.1">RFC 9068 section
   *     2.2.3.1</a>
   */
  public AccessRequirement withRoles(String... all) {
    return withClaim("roles", all);
  }

  /**
   * The same with permissions ({@code permissions}, as Auth0 writes them).
   *
   * @param all all of which the token must have; one or more
   * @return the requirement
   * @throws IllegalArgumentException if none is named
   */
  public AccessRequirement withPermissions(String... all) {
    return withClaim("permissions", all);
  }

  /**
   * The same with groups ({@code groups}).
   *
   * @param all all of which the token must have; one or more
   * @return the requirement
   * @throws IllegalArgumentException if none is named
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2.3.1">RFC 9068 section
   *     2.2.3.1</a>
   */
  public AccessRequirement withGroups(String... all) {
    return withClaim("groups", all);
  }

  /**
   * The same with authentication methods ({@code amr}): {@code mfa}, {@code hwk}. Where they are
   * missing, the challenge asks for another login.
   *
   * @param all all of which the login must have used; one or more
   * @return the requirement
   * @throws IllegalArgumentException if none is named
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8176#section-2">RFC 8176 section 2</a>
   */
  public AccessRequirement withAmr(String... all) {
    return withClaim(AMR, all);
  }

  /**
   * The same with values of any claim.
   *
   * @param claim the claim's name, or a JSON Pointer for a nested one: {@code /realm_access/roles}
   * @param all all of which the token must have; one or more
   * @return the requirement
   * @throws IllegalArgumentException if no claim or no value is named
   */
  public AccessRequirement withClaim(String claim, String... all) {
    Map<String, Set<String>> more = new LinkedHashMap<>(claims);
    Set<String> values = new LinkedHashSet<>(claims.getOrDefault(claim, Set.of()));
    values.addAll(List.of(all));
    more.put(claim, values);
    return new AccessRequirement(scopes, acrValues, maxAge, more);
  }

  TokenExpectations in(TokenExpectations others) {
    TokenExpectations all = acrValues.isEmpty() ? others : others.withAcrValues(acrValues);
    return maxAge.isPresent() ? all.withMaxAge(maxAge.get()) : all;
  }

  /** Whether another login may bring what is missing. */
  static boolean isOfLogin(String claim) {
    return claim.equals(AMR);
  }

  VerifiedToken check(VerifiedToken token) {
    VerifiedToken checked =
        token.scopes().containsAll(scopes)
            ? token
            : token.requireScope(scopes.toArray(String[]::new));
    claims.forEach((claim, values) -> checked.requireValues(claim, values.toArray(String[]::new)));
    return checked;
  }
}
