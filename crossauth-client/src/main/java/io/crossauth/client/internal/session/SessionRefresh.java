package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** How the refresh token of a session is exchanged for new tokens. */
@FunctionalInterface
public interface SessionRefresh {

  /**
   * Presents the session's refresh token.
   *
   * @param tokens the tokens of the session, with a refresh token
   * @param mayBegin asked right before the first byte is sent; if not, nothing is sent
   * @throws OAuthErrorException {@code invalid_grant} if the server does not accept it
   * @throws TransportException if no usable answer came
   */
  Answer present(StoredTokens tokens, BooleanSupplier mayBegin);

  /**
   * The same that asks for fewer scopes than the session has.
   *
   * @param scopes all that the access token is to allow
   */
  default SessionRefresh narrowedTo(Set<String> scopes) {
    return this;
  }

  /**
   * Whether a refusal ends the session: the refresh token is not presented again. Asked once for
   * each refusal.
   *
   * @param tokens the tokens whose refresh token was refused
   */
  default boolean isFinal(OAuthErrorException refusal, StoredTokens tokens) {
    return refusal.error().equals("invalid_grant");
  }

  /**
   * Hears that a session has ended, when that has been noted.
   *
   * @param refusal that was final
   */
  default void ended(OAuthErrorException refusal) {}

  /**
   * What the server has answered, before it is checked. The refresh token that was presented may be
   * used up, so the next one must be kept, whatever the check comes to.
   */
  interface Answer {

    /** The next refresh token; empty if the one before stays. */
    Optional<Secret> refreshToken();

    /** The key that it was asked for by, which the next refresh token may be bound to. */
    default Optional<Secret> proofKey() {
      return Optional.empty();
    }

    /**
     * The session with the next refresh token, its old access token and the key of this request:
     * one that began without a key has got it here, and no other is good any more (RFC 9449 section
     * 5).
     *
     * @param before the tokens that were presented
     * @return empty if the refresh token before stays
     */
    default Optional<StoredTokens> kept(StoredTokens before) {
      return refreshToken().map(before::withRefreshToken).map(this::keyed);
    }

    private StoredTokens keyed(StoredTokens next) {
      return proofKey().map(next::withProofKey).orElse(next);
    }

    /**
     * The tokens, checked.
     *
     * @throws InvalidResponseException if the answer is not a token response
     * @throws TokenRejectedException if its ID token is not acceptable
     * @throws TransportException if the keys to check it cannot be had
     */
    OAuthTokenResponse checked();

    /**
     * What the session is after it.
     *
     * @param before the tokens that were presented
     * @throws RuntimeException what {@link #checked} throws
     */
    default StoredTokens next(StoredTokens before) {
      return before.renewedBy(checked());
    }
  }
}
