package io.crossauth.client.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginMissingException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered from the start of a login to its callback. Good for one callback, for ten
 * minutes or as long as the client says, for the client that began it. Immutable and safe for use
 * by many threads.
 *
 * <p>Keep it where only the browser that began the login can bring it back: in the server's
 * session, or {@link #seal sealed} in a cookie ({@code HttpOnly}, {@code Secure}, {@code
 * SameSite=Lax}; {@code None} for {@code form_post}). One name for each login, so that two tabs do
 * not disturb each other: {@link #id} is one.
 *
 * @param state the {@code state} of the request: random, base64url
 * @param nonce the {@code nonce} of the request: random, base64url; sent if {@code openid} is among
 *     the scopes
 * @param codeVerifier the PKCE verifier of the request: 43 to 128 characters (RFC 7636 section 4.1)
 * @param clientId the {@code client_id} of the client that began the login
 * @param issuer the issuer it was begun with; an empty string for a server without one
 * @param redirectUri the redirect URI of the request: absolute
 * @param startedAt when it began; sealing keeps whole seconds
 * @param scopes the scopes that were asked for, in their order; empty for none; copied
 * @param maxAge how long ago the user may have logged in, in whole seconds, if that was asked
 * @param acrValues the authentication contexts that were asked for, in order of preference; empty
 *     for any; copied
 * @param subject the one user that was asked for ({@code sub} in {@code claims}), if one was
 * @param browser SHA-256 of the cookie of the browser that began it, as base64url, if it is bound
 *     to one: {@link LoginOptions#withBrowser}
 * @param responseMode the {@code response_mode} that was asked for, if one was; where it is one of
 *     JARM, the response must be a JWT
 * @param proofKey the key that the login's tokens are bound to, of a client that uses DPoP: a
 *     private JWK, or the thumbprint alone of one that is held elsewhere
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700 section 2.1: what
 *     binds a callback to its login</a>
 */
public record PendingLogin(
    Secret state,
    Secret nonce,
    Secret codeVerifier,
    String clientId,
    String issuer,
    URI redirectUri,
    Instant startedAt,
    Set<String> scopes,
    Optional<Duration> maxAge,
    List<String> acrValues,
    Optional<String> subject,
    Optional<Secret> browser,
    Optional<String> responseMode,
    Optional<Secret> proofKey) {

  /** How long a login may take by default: ten minutes. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /**
   * Copies the collections; programs get it from {@link AuthorizationRequest#pending}.
   *
   * @param state the {@code state} of the request
   * @param nonce the {@code nonce} of the request
   * @param codeVerifier the PKCE verifier of the request
   * @param clientId the {@code client_id} of the client that began the login
   * @param issuer the issuer it was begun with; an empty string for a server without one
   * @param redirectUri the redirect URI of the request: absolute
   * @param startedAt when it began
   * @param scopes the scopes that were asked for; empty for none
   * @param maxAge how long ago the user may have logged in, in whole seconds, if that was asked
   * @param acrValues the authentication contexts that were asked for; empty for any
   * @param subject the one user that was asked for, if one was
   * @param browser SHA-256 of the cookie of the browser that began it, as base64url, if it is bound
   * @param responseMode the {@code response_mode} that was asked for, if one was
   * @param proofKey the key that the login's tokens are bound to, if they are
   */
  public PendingLogin {
    scopes = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    acrValues = List.copyOf(acrValues);
  }

  /**
   * {@return a name for this login that gives nothing away: SHA-256 of its state, as base64url of
   * 43 characters}
   */
  public String id() {
    return LoginId.of(state);
  }

  /**
   * The name of the login that a callback belongs to, as {@link #id()} gives it: the name of its
   * cookie, where each login has one of its own. It says nothing yet of whether the callback is
   * genuine. A state that is inside of a JWT (JARM) counts; one that is encrypted only the client
   * can read: {@link io.crossauth.client.OAuthClient#loginId}.
   *
   * @param callback what the browser brings back
   * @return the name
   * @throws InvalidResponseException {@code response.state_missing} if it has no state, or more
   *     than one, or one that is encrypted
   */
  public static String id(AuthorizationResponse callback) {
    return LoginId.of(callback);
  }

  /**
   * Seals it for a cookie or any store: encrypted, and {@link #open} detects every change.
   *
   * @param key the application's key
   * @return a base64url string without padding
   */
  public String seal(SealingKey key) {
    return PendingLoginText.seal(this, key);
  }

  /**
   * Opens what {@link #seal} has sealed.
   *
   * @param sealed the string that was sealed; null or blank where the browser has brought none
   * @param key the key that it was sealed with
   * @return the login
   * @throws LoginMissingException {@code login.missing} if there is none: the cookie is over, or
   *     the callback was loaded once more; begin the login again
   * @throws InvalidResponseException if it was not sealed with this key, has been changed, or was
   *     sealed by another version of this library
   */
  public static PendingLogin open(@Nullable String sealed, SealingKey key) {
    if (sealed == null || sealed.isBlank()) {
      throw new LoginMissingException();
    }
    return PendingLoginText.open(sealed, key);
  }
}
