package io.crossauth.tokenconsumer;

import io.crossauth.error.InsufficientScopeException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.check.Claims;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** The kind of token that it was checked as. */
  public TokenType type() {
    return type;
  }

  /** Who made it ({@code iss}). */
  public String issuer() {
    return claims.requireString("iss");
  }

  /**
   * Whom it is about ({@code sub}).
   *
   * @throws TokenRejectedException if it does not say so, as some access tokens of services do not
   */
  public String subject() {
    return claims.requireString("sub");
  }

  /** Whom it is for ({@code aud}); empty if it has none. */
  public List<String> audience() {
    return claims.audience();
  }

  /** When it ends ({@code exp}); {@link Instant#MAX} for an opaque token that names no end. */
  public Instant expiresAt() {
    Instant end = claims.time("exp");
    return end == null ? Instant.MAX : end;
  }

  /** When it was made ({@code iat}), if it says so. */
  public Optional<Instant> issuedAt() {
    return Optional.ofNullable(claims.time("iat"));
  }

  /**
   * A claim as it came, if it is there and not null.
   *
   * @return a string, number, boolean, list or map
   */
  public Optional<Object> claim(String name) {
    return Optional.ofNullable(claims.all().get(name));
  }

  /**
   * A claim that is a string, if it is there.
   *
   * @throws TokenRejectedException if it is something else
   */
  public Optional<String> string(String name) {
    return Optional.ofNullable(claims.string(name));
  }

  /** All claims, in their order. Unmodifiable; a claim may be null. */
  public Map<String, @Nullable Object> claims() {
    return claims.all();
  }

  /** What it allows: {@code scope}, or {@code scp}, a text or an array; empty if it has neither. */
  public Set<String> scopes() {
    return claims.scopes();
  }

  /**
   * Demands scopes.
   *
   * @param all all of which the token must have
   * @return this token
   * @throws InsufficientScopeException if one is missing: answer 403
   */
  public VerifiedToken requireScope(String... all) {
    Set<String> required = Set.copyOf(List.of(all));
    Set<String> present = scopes();
    if (!present.containsAll(required)) {
      throw new InsufficientScopeException(required, present);
    }
    return this;
  }

  /** The algorithm of its signature: {@code RS256}; {@code opaque} for a token without one. */
  public String algorithm() {
    return algorithm;
  }

  /** The name of the key it was signed with, if it names one. */
  public Optional<String> keyId() {
    return Optional.ofNullable(keyId);
  }

  /** The token as it came, for an {@code id_token_hint} or for passing it on. */
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
