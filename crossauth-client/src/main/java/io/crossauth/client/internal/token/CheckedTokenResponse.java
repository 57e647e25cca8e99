package io.crossauth.client.internal.token;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.token.OAuthTokenResponse;
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

/** A token response whose ID token has been verified. */
final class CheckedTokenResponse implements OAuthTokenResponse {

  private static final List<String> TOKENS = List.of("access_token", "refresh_token", "id_token");

  private final Map<String, @Nullable Object> members;
  private final Secret accessToken;
  private final String tokenType;
  private final @Nullable Duration expiresIn;
  private final Instant receivedAt;
  private final @Nullable Secret refreshToken;
  private final Set<String> scopes;
  private final AuthorizationDetails details;
  private final @Nullable VerifiedToken idToken;
  private final Map<String, Object> idPayload;
  private final @Nullable Secret proofKey;

  CheckedTokenResponse(
      RawTokens raw,
      Map<String, @Nullable Object> members,
      @Nullable VerifiedToken idToken,
      Map<String, Object> idPayload,
      @Nullable Secret proofKey) {
    this.members = members;
    this.accessToken = raw.accessToken();
    this.tokenType = raw.tokenType();
    this.expiresIn = raw.expiresIn();
    this.receivedAt = raw.receivedAt();
    this.refreshToken = raw.refreshToken();
    this.scopes = raw.scopes();
    this.details = raw.details() == null ? AuthorizationDetails.none() : raw.details();
    this.idToken = idToken;
    this.proofKey = proofKey;
    this.idPayload =
        idPayload.isEmpty()
            ? Collections.emptyMap()
            : Collections.unmodifiableMap(new LinkedHashMap<>(idPayload));
  }

  @Override
  public Secret accessToken() {
    return accessToken;
  }

  @Override
  public String tokenType() {
    return tokenType;
  }

  @Override
  public Optional<Duration> expiresIn() {
    return Optional.ofNullable(expiresIn);
  }

  @Override
  public Optional<Instant> expiresAt() {
    return expiresIn().map(receivedAt::plus);
  }

  @Override
  public Optional<Secret> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  @Override
  public Set<String> scopes() {
    return scopes;
  }

  @Override
  public AuthorizationDetails authorizationDetails() {
    return details;
  }

  @Override
  public Optional<VerifiedToken> idToken() {
    return Optional.ofNullable(idToken);
  }

  @Override
  public Optional<Secret> proofKey() {
    return Optional.ofNullable(proofKey);
  }

  @Override
  public Map<String, Object> idPayload() {
    return idPayload;
  }

  @Override
  public Optional<Object> raw(String name) {
    return TOKENS.contains(name) ? Optional.empty() : Optional.ofNullable(members.get(name));
  }

  /** The same tokens with more claims about the user. */
  OAuthTokenResponse withUserClaims(Map<String, Object> claims) {
    Map<String, Object> merged = new LinkedHashMap<>(claims);
    // Fault 22 of crossauth: what the ID token says was signed for us and stands.
    merged.putAll(idPayload);
    return new CheckedTokenResponse(
        new RawTokens(
            accessToken, tokenType, expiresIn, receivedAt, refreshToken, scopes, null, details),
        members,
        idToken,
        merged,
        proofKey);
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
