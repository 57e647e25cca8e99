package io.crossauth.client.session;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.StorageException;
import io.crossauth.platform.RandomSource;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of one session, as they are kept. Immutable and safe for use by many threads; no text
 * form shows a token.
 *
 * @param version counts the changes, from a number that a login draws by chance; a store refuses a
 *     change of anything but the newest
 * @param accessToken the access token
 * @param refreshToken the refresh token, if there is one
 * @param idToken the ID token in its compact form, for {@code id_token_hint}; {@link
 *     #idTokenClaims} has what it says
 * @param subject who the user is, by the ID token
 * @param expiresAt when the access token ends
 * @param renewAt from when on it is renewed: a fifth of its life early, ten seconds at most
 * @param scopes the scopes that were granted
 * @param login the login that the session came from, by its ID token
 * @param authorizationDetails what was granted in detail (RFC 9396)
 * @param tokenType the {@code token_type} of the access token: {@code Bearer}, {@code DPoP}
 * @param proofKey the key that the tokens were asked for by, of a client that uses DPoP: a private
 *     JWK, or the thumbprint alone of one that is held elsewhere (RFC 9449)
 */
public record StoredTokens(
    long version,
    Secret accessToken,
    Optional<Secret> refreshToken,
    Optional<Secret> idToken,
    Optional<String> subject,
    Optional<Instant> expiresAt,
    Optional<Instant> renewAt,
    Set<String> scopes,
    Optional<LoginReference> login,
    AuthorizationDetails authorizationDetails,
    String tokenType,
    Optional<Secret> proofKey) {

  private static final String BEARER = "Bearer";
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /**
   * Copies the scopes.
   *
   * @param version counts the changes; a store refuses a change of anything but the newest
   * @param accessToken the access token
   * @param refreshToken the refresh token; empty if there is none
   * @param idToken the ID token in its compact form; empty if there is none
   * @param subject who the user is; empty if there is no ID token
   * @param expiresAt when the access token ends; empty if the server does not say
   * @param renewAt from when on it is renewed; empty if it is not known when it ends
   * @param scopes the scopes that were granted; they keep their order
   * @param login the login that the session came from; empty if there is no ID token
   * @param authorizationDetails what was granted in detail; none if the server does not say
   * @param tokenType the {@code token_type} of the access token, in any case
   * @param proofKey the key that the tokens were asked for by; empty if there is none
   * @throws NullPointerException if the scopes are null
   */
  public StoredTokens {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  /**
   * Tokens that are bound to no key.
   *
   * @param version counts the changes; a store refuses a change of anything but the newest
   * @param accessToken the access token
   * @param refreshToken the refresh token; empty if there is none
   * @param idToken the ID token in its compact form; empty if there is none
   * @param subject who the user is; empty if there is no ID token
   * @param expiresAt when the access token ends; empty if the server does not say
   * @param renewAt from when on it is renewed; empty if it is not known when it ends
   * @param scopes the scopes that were granted; they keep their order
   * @param login the login that the session came from; empty if there is no ID token
   * @param authorizationDetails what was granted in detail; none if the server does not say
   */
  public StoredTokens(
      long version,
      Secret accessToken,
      Optional<Secret> refreshToken,
      Optional<Secret> idToken,
      Optional<String> subject,
      Optional<Instant> expiresAt,
      Optional<Instant> renewAt,
      Set<String> scopes,
      Optional<LoginReference> login,
      AuthorizationDetails authorizationDetails) {
    this(
        version,
        accessToken,
        refreshToken,
        idToken,
        subject,
        expiresAt,
        renewAt,
        scopes,
        login,
        authorizationDetails,
        BEARER,
        Optional.empty());
  }

  /**
   * The tokens of a login.
   *
   * @param tokens what the server gave
   * @return the first version of a session
   */
  public static StoredTokens of(OAuthTokenResponse tokens) {
    return new StoredTokens(
        firstVersion(),
        tokens.accessToken(),
        tokens.refreshToken(),
        tokens.idToken().map(VerifiedToken::token),
        tokens.idToken().map(VerifiedToken::requireSubject),
        tokens.expiresAt(),
        renewAt(tokens),
        tokens.scopes(),
        tokens.idToken().map(LoginReference::of),
        tokens.authorizationDetails(),
        tokens.tokenType(),
        tokens.proofKey());
  }

  /**
   * The next version: these tokens renewed; what did not come anew is kept.
   *
   * @param tokens what the server gave for the refresh token
   * @return the next version
   */
  public StoredTokens renewedBy(OAuthTokenResponse tokens) {
    return new StoredTokens(
        version + 1,
        tokens.accessToken(),
        tokens.refreshToken().or(() -> refreshToken),
        tokens.idToken().map(VerifiedToken::token).or(() -> idToken),
        tokens.idToken().map(VerifiedToken::requireSubject).or(() -> subject),
        tokens.expiresAt(),
        renewAt(tokens),
        tokens.scopes(),
        login.or(() -> tokens.idToken().map(LoginReference::of)),
        tokens.authorizationDetails().isEmpty()
            ? authorizationDetails
            : tokens.authorizationDetails(),
        tokens.tokenType(),
        tokens.proofKey().or(() -> proofKey));
  }

  /**
   * The next version: the same tokens with another refresh token, after a renewal whose other
   * tokens could not be checked.
   *
   * @param next the refresh token
   * @return the next version
   */
  public StoredTokens withRefreshToken(Secret next) {
    return with(version + 1, Optional.of(next), proofKey);
  }

  /**
   * The same version with another key, after a renewal of tokens that had none. The access token
   * stays what its type says.
   *
   * @param key the key that the refresh token was asked for by
   * @return the same tokens with it
   */
  public StoredTokens withProofKey(Secret key) {
    return with(version, refreshToken, Optional.of(key));
  }

  /**
   * The next version: the same tokens without a refresh token, after it was presented and no answer
   * came: the server may have used it up.
   *
   * @return the next version
   */
  public StoredTokens withoutRefreshToken() {
    return with(version + 1, Optional.empty(), proofKey);
  }

  private StoredTokens with(
      long nextVersion, Optional<Secret> nextRefreshToken, Optional<Secret> nextProofKey) {
    return new StoredTokens(
        nextVersion,
        accessToken,
        nextRefreshToken,
        idToken,
        subject,
        expiresAt,
        renewAt,
        scopes,
        login,
        authorizationDetails,
        tokenType,
        nextProofKey);
  }

  /**
   * The claims of the ID token, such as {@code name} and {@code email}: who the user was at the
   * login or, where a renewal has brought an ID token, then. They were checked when the token came,
   * and are not checked again, for its time may be over: they are as true as the store is well
   * kept.
   *
   * @return the claims, in their order; empty if there is no ID token, or it is encrypted
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID
   *     Connect Core 1.0 section 5.1</a>
   */
  public Map<String, Object> idTokenClaims() {
    return idToken.map(StoredClaims::of).orElse(Map.of());
  }

  /** By chance, so that a late change of a login before is not taken for a change of this one. */
  private static long firstVersion() {
    return ByteBuffer.wrap(RandomSource.system().bytes(Long.BYTES)).getLong() >>> 2;
  }

  /**
   * Seals these tokens into a string for a file or any store: encrypted, and protected against
   * changes.
   *
   * @param key the application's key
   * @param session the session they are of; they open for the same session only
   * @return printable ASCII
   */
  public String seal(SealingKey key, String session) {
    return SealedTokens.seal(this, key, session);
  }

  /**
   * Opens what {@link #seal} has sealed.
   *
   * @param sealed what it gave
   * @param key the application's key
   * @param session the session they are of
   * @return the tokens
   * @throws StorageException if it was not sealed with this key for this session, or has been
   *     changed, or is of a later version of this library
   */
  public static StoredTokens open(String sealed, SealingKey key, String session) {
    return open(sealed, key, List.of(), session);
  }

  /**
   * Opens what {@link #seal} has sealed with one of several keys; what was sealed says with which.
   *
   * @param sealed what it gave
   * @param key the application's key
   * @param others further keys: those from before, and one that will seal next
   * @param session the session they are of
   * @return the tokens
   * @throws StorageException if it was not sealed with one of these keys for this session, or has
   *     been changed, or is of a later version of this library
   */
  public static StoredTokens open(
      String sealed, SealingKey key, List<SealingKey> others, String session) {
    return SealedTokens.open(sealed, key, others, session);
  }

  private static Optional<Instant> renewAt(OAuthTokenResponse tokens) {
    return tokens
        .expiresIn()
        .map(life -> life.dividedBy(5).compareTo(MARGIN) < 0 ? life.dividedBy(5) : MARGIN)
        .flatMap(early -> tokens.expiresAt().map(end -> end.minus(early)));
  }
}
