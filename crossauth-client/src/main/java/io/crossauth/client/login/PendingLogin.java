package io.crossauth.client.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must be remembered from the start of a login to its callback. Good for one callback, for ten
 * minutes, for the client that began it. Immutable.
 *
 * <p>Keep it where only the browser that began the login can bring it back: in the server's
 * session, or {@link #seal sealed} in a cookie ({@code HttpOnly}, {@code Secure}, {@code
 * SameSite=Lax}; {@code None} for {@code form_post}). One name for each login, so that two tabs do
 * not disturb each other: {@link #id} is one.
 *
 * @param state the state of the request
 * @param nonce the nonce of the request
 * @param codeVerifier the PKCE verifier of the request
 * @param clientId the client that began the login
 * @param issuer the issuer it was begun with; empty text for a server without one
 * @param redirectUri the redirect URI of the request
 * @param startedAt when it began
 * @param scopes the scopes that were asked for
 * @param maxAge how long ago the user may have logged in, if that was asked
 * @param acrValues the authentication contexts that were asked for, in order of preference
 * @param subject the one user that was asked for ({@code sub} in {@code claims}), if one was
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
    Optional<String> subject) {

  /** How long a login may take. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Copies the collections. */
  public PendingLogin {
    scopes = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    acrValues = List.copyOf(acrValues);
  }

  /** A name for this login that gives nothing away: a digest of its state. */
  public String id() {
    return LoginId.of(state);
  }

  /**
   * Seals it into a text for a cookie or any store: encrypted, and proof against changes.
   *
   * @param key the application's key
   */
  public String seal(SealingKey key) {
    return PendingLoginText.seal(this, key);
  }

  /**
   * Opens what {@link #seal} has sealed.
   *
   * @throws InvalidResponseException if it was not sealed with this key, or has been changed
   */
  public static PendingLogin open(String sealed, SealingKey key) {
    return PendingLoginText.open(sealed, key);
  }
}
