package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.internal.json.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server's tokens say otherwise than the specifications have it, as far as the program
 * accepts that. Immutable.
 *
 * @param idTokenAudiences the clients whose ID tokens pass as access tokens; empty for none
 * @param audiencesByAuthorizedParty whether an ID token may be for anybody beside, if {@code azp}
 *     is ours
 * @param accessTokenIssuer what access tokens name as their issuer, or null for the issuer itself
 * @param clientClaims the claims of access tokens that name the client; empty for those that are
 *     known
 * @param neutralTypes values of {@code typ} that say nothing, by {@link TokenKind#normal}
 * @param nullClaims the claims that are taken for absent if they are null
 * @param numericSubjects whether {@code sub} of an access token may be an integer
 */
public record TokenDialect(
    Set<String> idTokenAudiences,
    boolean audiencesByAuthorizedParty,
    @Nullable String accessTokenIssuer,
    List<String> clientClaims,
    Set<String> neutralTypes,
    Set<String> nullClaims,
    boolean numericSubjects) {

  /** What is never taken for absent: each would let a token pass that should not. */
  private static final Set<String> NEVER_NULL =
      Set.of("exp", "nbf", "aud", "cnf", "nonce", "events", "active");

  private static final TokenDialect STANDARD =
      new TokenDialect(Set.of(), false, null, List.of(), Set.of(), Set.of(), false);

  /** Copies what could change. */
  public TokenDialect {
    idTokenAudiences = Set.copyOf(idTokenAudiences);
    clientClaims = List.copyOf(clientClaims);
    neutralTypes = Set.copyOf(neutralTypes);
    nullClaims = Set.copyOf(nullClaims);
  }

  /** As the specifications have it. */
  public static TokenDialect standard() {
    return STANDARD;
  }

  /** The same, and ID tokens for these clients pass as access tokens. */
  public TokenDialect withIdTokenAudiences(String... more) {
    return new TokenDialect(
        plus("unsafeIdTokensAsAccessTokens", idTokenAudiences, more),
        audiencesByAuthorizedParty,
        accessTokenIssuer,
        clientClaims,
        neutralTypes,
        nullClaims,
        numericSubjects);
  }

  /** The same, and an ID token whose {@code azp} is ours may be for anybody beside. */
  public TokenDialect withAudiencesByAuthorizedParty() {
    return new TokenDialect(
        idTokenAudiences,
        true,
        accessTokenIssuer,
        clientClaims,
        neutralTypes,
        nullClaims,
        numericSubjects);
  }

  /** The same with another issuer for access tokens. */
  public TokenDialect withAccessTokenIssuer(String issuer) {
    plus("accessTokenIssuer", Set.of(), issuer);
    return new TokenDialect(
        idTokenAudiences,
        audiencesByAuthorizedParty,
        issuer,
        clientClaims,
        neutralTypes,
        nullClaims,
        numericSubjects);
  }

  /** The same, and these claims name the client, and no others. */
  public TokenDialect withClientClaims(String... more) {
    return new TokenDialect(
        idTokenAudiences,
        audiencesByAuthorizedParty,
        accessTokenIssuer,
        new ArrayList<>(plus("clientClaims", new LinkedHashSet<>(clientClaims), more)),
        neutralTypes,
        nullClaims,
        numericSubjects);
  }

  /**
   * The same, and these values of {@code typ} say nothing.
   *
   * @throws IllegalArgumentException if one is the mark of a kind of token
   */
  public TokenDialect withNeutralTypes(String... more) {
    Set<String> normal = new LinkedHashSet<>(neutralTypes);
    for (String type : plus("neutralTypes", Set.of(), more)) {
      if (TokenKind.isMark(type)) {
        throw new IllegalArgumentException(
            "neutralTypes: expected none that marks a kind of token, found " + type);
      }
      normal.add(TokenKind.normal(type));
    }
    return new TokenDialect(
        idTokenAudiences,
        audiencesByAuthorizedParty,
        accessTokenIssuer,
        clientClaims,
        normal,
        nullClaims,
        numericSubjects);
  }

  /**
   * The same, and these claims count as absent if they are null.
   *
   * @throws IllegalArgumentException if one is never to be taken for absent
   */
  public TokenDialect withNullClaims(String... more) {
    Set<String> all = plus("nullClaims", nullClaims, more);
    for (String claim : all) {
      if (!mayBeNull(claim)) {
        throw new IllegalArgumentException(
            "nullClaims: expected none of " + NEVER_NULL + ", found " + claim);
      }
    }
    return new TokenDialect(
        idTokenAudiences,
        audiencesByAuthorizedParty,
        accessTokenIssuer,
        clientClaims,
        neutralTypes,
        all,
        numericSubjects);
  }

  /** The same, and {@code sub} of an access token may be an integer. */
  public TokenDialect withNumericSubjects() {
    return new TokenDialect(
        idTokenAudiences,
        audiencesByAuthorizedParty,
        accessTokenIssuer,
        clientClaims,
        neutralTypes,
        nullClaims,
        true);
  }

  private static Set<String> plus(String option, Set<String> before, String... more) {
    if (more.length == 0) {
      throw new IllegalArgumentException(option + ": expected at least one, found none");
    }
    Set<String> all = new LinkedHashSet<>(before);
    for (String name : more) {
      if (name.isBlank()) {
        throw new IllegalArgumentException(option + ": expected a name, found an empty string");
      }
      all.add(name);
    }
    return all;
  }

  /** Whether a claim may be taken for absent at all when it is null. */
  static boolean mayBeNull(String claim) {
    return !NEVER_NULL.contains(claim);
  }

  /** Whether a value of {@code typ} says nothing, by the program's word. */
  boolean neutral(@Nullable String typ) {
    return typ != null && !neutralTypes.isEmpty() && neutralTypes.contains(TokenKind.normal(typ));
  }

  /** The claims of a token of a kind, as the rest of the library is to see them. */
  public Claims claims(Map<String, ?> said, TokenKind kind) {
    boolean numeric = numericSubjects && kind == TokenKind.ACCESS && isInteger(said.get("sub"));
    // Most have none, and a stream costs more than the question.
    boolean absent =
        !nullClaims.isEmpty() && nullClaims.stream().anyMatch(name -> isNull(said, name));
    if (!numeric && !absent) {
      return new Claims(said);
    }
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(said);
    nullClaims.stream().filter(name -> isNull(said, name)).forEach(changed::remove);
    if (numeric) {
      changed.put("sub", String.valueOf(said.get("sub")));
    }
    return new Claims(changed);
  }

  private static boolean isNull(Map<String, ?> said, String name) {
    return said.get(name) == null && said.containsKey(name);
  }

  /** {@link Json} makes these of what is written in digits alone. */
  static boolean isInteger(@Nullable Object value) {
    return value instanceof Long || value instanceof BigInteger;
  }
}
