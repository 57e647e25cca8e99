package io.crossauth.client.token;

import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that the server gave, checked: the ID token, if there is one, has been verified before
 * anybody sees this object. Immutable.
 *
 * <p>Its text form shows no token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749 section 5.1</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#TokenResponse">OpenID Connect
 *     Core 1.0 section 3.1.3.3</a>
 */
public final class OAuthTokenResponse {

  private static final List<String> TOKENS = List.of("access_token", "refresh_token", "id_token");

  private final Map<String, @Nullable Object> members;
  private final Secret accessToken;
  private final String tokenType;
  private final @Nullable Duration expiresIn;
  private final Instant receivedAt;
  private final @Nullable Secret refreshToken;
  private final Set<String> scopes;
  private final @Nullable VerifiedToken idToken;
  private final Map<String, Object> idPayload;

  OAuthTokenResponse(
      RawTokens raw,
      Map<String, @Nullable Object> members,
      @Nullable VerifiedToken idToken,
      Map<String, Object> idPayload) {
    this.members = members;
    this.accessToken = raw.accessToken();
    this.tokenType = raw.tokenType();
    this.expiresIn = raw.expiresIn();
    this.receivedAt = raw.receivedAt();
    this.refreshToken = raw.refreshToken();
    this.scopes = raw.scopes();
    this.idToken = idToken;
    this.idPayload = Collections.unmodifiableMap(new LinkedHashMap<>(idPayload));
  }

  /** The access token. To its client it is a text without meaning. */
  public Secret accessToken() {
    return accessToken;
  }

  /** How the access token is presented: {@code Bearer}, as the server spells it. */
  public String tokenType() {
    return tokenType;
  }

  /** How long the access token lives from when it was received, if the server says so. */
  public Optional<Duration> expiresIn() {
    return Optional.ofNullable(expiresIn);
  }

  /** When the access token ends by our clock, if the server says how long it lives. */
  public Optional<Instant> expiresAt() {
    return expiresIn().map(receivedAt::plus);
  }

  /** The refresh token, if there is one: a new one, or the one that was just used. */
  public Optional<Secret> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  /** The scopes that were granted; those that were asked for, if the server does not say. */
  public Set<String> scopes() {
    return scopes;
  }

  /** The verified ID token, if there is one; after a refresh without a new one, the earlier one. */
  public Optional<VerifiedToken> idToken() {
    return Optional.ofNullable(idToken);
  }

  /**
   * Claims about the user: those of the ID token, and those of the userinfo endpoint where the
   * client was told to merge them. Where both have a claim, the ID token's stands. Empty without ID
   * token.
   */
  public Map<String, Object> idPayload() {
    return idPayload;
  }

  /**
   * Any member of the answer that has no method here, if it was sent and is not null. Tokens are
   * not among them.
   */
  public Optional<Object> raw(String name) {
    return TOKENS.contains(name) ? Optional.empty() : Optional.ofNullable(members.get(name));
  }

  /** The same tokens with more claims about the user. */
  OAuthTokenResponse withUserClaims(Map<String, Object> claims) {
    Map<String, Object> merged = new LinkedHashMap<>(claims);
    // Fault 22 of crossauth: what the ID token says was signed for us and stands.
    merged.putAll(idPayload);
    return new OAuthTokenResponse(
        new RawTokens(accessToken, tokenType, expiresIn, receivedAt, refreshToken, scopes, null),
        members,
        idToken,
        merged);
  }

  /** The kinds of token that are here, the scopes and the lifetime. */
  @Override
  public String toString() {
    return "OAuthTokenResponse["
        + tokenType
        + ", scopes "
        + scopes
        + (expiresIn == null ? "" : ", expires in " + expiresIn.toSeconds() + " s")
        + (refreshToken == null ? "" : ", refresh token")
        + (idToken == null ? "" : ", ID token")
        + "]";
  }
}
