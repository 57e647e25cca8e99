package io.crossauth.tokenconsumer;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.check.Claims;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A token that has passed every check; only {@link OAuthTokenConsumer} makes one. Immutable.
 *
 * <p>Its text form shows issuer, subject and kind, never the token.
 */
public final class VerifiedToken {

  private final TokenType type;
  private final Claims claims;
  private final String algorithm;
  private final @Nullable String keyId;
  private final Secret token;

  VerifiedToken(
      TokenType type, Claims claims, String algorithm, @Nullable String keyId, Secret token) {
    this.type = type;
    this.claims = claims;
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.token = token;
  }

  /** {@return the kind of token that it was checked as} */
  public TokenType type() {
    return type;
  }

  /** {@return who made it ({@code iss})} */
  public String issuer() {
    return claims.requireString("iss");
  }

  /**
   * The subject ({@code sub}): the user, or the client itself.
   *
   * @return the subject; empty if the token names none, as some access tokens of services do not
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.2">RFC 7519 section 4.1.2</a>
   */
  public Optional<String> subject() {
    return claims.all().get("sub") instanceof String sub && !sub.isEmpty()
        ? Optional.of(sub)
        : Optional.empty();
  }

  /**
   * The subject ({@code sub}), for what cannot be done without one.
   *
   * @return the subject
   * @throws InsufficientPrivilegesException if the token names none: answer 403
   */
  public String requireSubject() {
    if (claims.all().get("sub") instanceof String sub && !sub.isEmpty()) {
      return sub;
    }
    throw InsufficientPrivilegesException.ofClaim("sub", Set.of(), Set.of());
  }

  /** {@return the audience ({@code aud}); empty if it has none} */
  public List<String> audience() {
    return claims.audience();
  }

  /**
   * {@return when it ends ({@code exp}); {@link Instant#MAX} for an opaque token that names no end}
   */
  public Instant expiresAt() {
    Instant end = claims.time("exp");
    return end == null ? Instant.MAX : end;
  }

  /** {@return when it was made ({@code iat}), if it says so} */
  public Optional<Instant> issuedAt() {
    return Optional.ofNullable(claims.time("iat"));
  }

  /**
   * A claim as it came, if it is there and not null.
   *
   * @param name the claim's name
   * @return a string, number, boolean, list or map
   */
  public Optional<Object> claim(String name) {
    return Optional.ofNullable(claims.all().get(name));
  }

  /**
   * {@return a claim that is a string, if it is there}
   *
   * @param name the claim's name
   * @throws TokenRejectedException if it is something else
   */
  public Optional<String> string(String name) {
    return Optional.ofNullable(claims.string(name));
  }

  /** {@return all claims, in their order} Unmodifiable; a claim may be null. */
  public Map<String, @Nullable Object> claims() {
    return claims.all();
  }

  /**
   * {@return what it allows: {@code scope}, or {@code scp}, a string or an array; empty if it has
   * neither; unmodifiable}
   */
  public Set<String> scopes() {
    return claims.scopes();
  }

  /**
   * The values of a claim that is a string or an array of strings, wherever it is.
   *
   * @param claim the claim's name, {@code roles}; or a JSON Pointer for a nested one, {@code
   *     /realm_access/roles} (RFC 6901)
   * @return the values, in their order; empty if the claim is not there, or is something else
   */
  public Set<String> values(String claim) {
    return ClaimValues.of(claims.all(), claim);
  }

  /**
   * Demands scopes ({@code scope}, {@code scp}).
   *
   * @param all all of which the token must have
   * @return this token
   * @throws InsufficientPrivilegesException if one is missing: answer 403
   */
  public VerifiedToken requireScope(String... all) {
    List<String> required = List.of(all);
    Set<String> present = required.isEmpty() ? Set.of() : scopes();
    if (!present.containsAll(required)) {
      throw InsufficientPrivilegesException.ofScope(Set.copyOf(required), present);
    }
    return this;
  }

  /**
   * Demands roles ({@code roles}); those of Keycloak's realm are {@code
   * requireValues("/realm_access/roles", …)}.
   *
   * @param all all of which the token must have
   * @return this token
   * @throws InsufficientPrivilegesException if one is missing: answer 403
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2.3.1">RFC 9068 section
   *     2.2.3.1</a>
   */
  public VerifiedToken requireRoles(String... all) {
    return requireValues("roles", all);
  }

  /**
   * Demands permissions ({@code permissions}, as Auth0 writes them).
   *
   * @param all all of which the token must have
   * @return this token
   * @throws InsufficientPrivilegesException if one is missing: answer 403
   */
  public VerifiedToken requirePermissions(String... all) {
    return requireValues("permissions", all);
  }

  /**
   * Demands groups ({@code groups}).
   *
   * @param all all of which the token must have
   * @return this token
   * @throws InsufficientPrivilegesException if one is missing: answer 403
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2.3.1">RFC 9068 section
   *     2.2.3.1</a>
   */
  public VerifiedToken requireGroups(String... all) {
    return requireValues("groups", all);
  }

  /**
   * Demands values of any claim.
   *
   * @param claim the claim's name, or a JSON Pointer for a nested one: {@code
   *     /resource_access/orders/roles}
   * @param all all of which the token must have; a claim that is one string has that value
   * @return this token
   * @throws InsufficientPrivilegesException if one is missing: answer 403
   */
  public VerifiedToken requireValues(String claim, String... all) {
    Set<String> required = Set.copyOf(List.of(all));
    Set<String> present = values(claim);
    if (!present.containsAll(required)) {
      throw InsufficientPrivilegesException.ofClaim(claim, required, present);
    }
    return this;
  }

  /**
   * What was allowed in detail ({@code authorization_details}), in a JWT or in the answer of an
   * introspection.
   *
   * @return the details; empty if it has none
   * @throws TokenRejectedException if the claim is no array of objects with a type
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-9">RFC 9396 section 9</a>
   */
  public AuthorizationDetails authorizationDetails() {
    return DetailRules.of(claims.all());
  }

  /**
   * Demands a detail of a type that allows some actions.
   *
   * @param type the type; compared exactly
   * @param actions all of which one detail must have; none for any detail of the type
   * @return the first such detail, of whose other members the program decides
   * @throws InsufficientPrivilegesException if there is none: answer 403
   * @throws TokenRejectedException if the claim is no array of objects with a type
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-9">RFC 9396 section 9</a>
   */
  public AuthorizationDetail requireAuthorizationDetail(String type, String... actions) {
    return DetailRules.require(authorizationDetails(), type, List.of(actions));
  }

  /**
   * Demands a detail of a type by a rule of the program's own.
   *
   * @param type the type; compared exactly
   * @param rule says whether a detail of the type allows what is about to be done
   * @return the first such detail
   * @throws InsufficientPrivilegesException if there is none: answer 403
   * @throws TokenRejectedException if the claim is no array of objects with a type
   */
  public AuthorizationDetail requireAuthorizationDetail(
      String type, Predicate<AuthorizationDetail> rule) {
    return DetailRules.require(authorizationDetails(), type, rule);
  }

  /**
   * Who acts for the subject ({@code act}): the party that presents the token first, then who acted
   * before it. The first alone counts for what is allowed; the others are for information.
   *
   * @return the actors, at most 16; empty if nobody acts for the subject, or nobody says so
   *     (impersonation)
   * @throws TokenRejectedException if the claim is no object, or there are more
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-4.1">RFC 8693 section 4.1</a>
   */
  public List<Actor> actors() {
    return ActorRules.of(claims.all());
  }

  /**
   * Demands that a party acts for the subject.
   *
   * @param subject its {@code sub}, given by the issuer of the token
   * @return the actor
   * @throws InsufficientPrivilegesException if nobody acts for the subject, or another does: answer
   *     403
   * @throws TokenRejectedException if the claim is no object, or there are more than 16
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-4.1">RFC 8693 section 4.1</a>
   */
  public Actor requireActor(String subject) {
    return ActorRules.require(
        actors(), ActorRules.named(subject, issuer()), Set.of("Actor[" + subject + "]"));
  }

  /**
   * Demands that a party acts for the subject, by a rule of the program's own.
   *
   * @param rule says of the current actor whether it may
   * @return the actor
   * @throws InsufficientPrivilegesException if nobody acts for the subject, or the rule forbids it:
   *     answer 403
   * @throws TokenRejectedException if the claim is no object, or there are more than 16
   */
  public Actor requireActor(Predicate<Actor> rule) {
    return ActorRules.require(actors(), rule, Set.of());
  }

  /**
   * {@return the algorithm of its signature: {@code RS256}; {@code opaque} for a token without one}
   */
  public String algorithm() {
    return algorithm;
  }

  /** {@return the name of the key it was signed with, if it names one} */
  public Optional<String> keyId() {
    return Optional.ofNullable(keyId);
  }

  /** {@return the token as it came, for an {@code id_token_hint} or for passing it on} */
  public Secret token() {
    return token;
  }

  /** Kind, issuer and subject. */
  @Override
  public String toString() {
    return "VerifiedToken["
        + type
        + ", "
        + claims.all().get("iss")
        + ", "
        + claims.all().get("sub")
        + "]";
  }
}
