package io.crossauth.client.session;

import io.crossauth.error.CrossauthException;
import org.jspecify.annotations.Nullable;

/**
 * The back end of a store failed ({@code store.failed}: try again later; nothing was lost, what
 * could not be saved is still held), or what it holds cannot be read ({@code store.unreadable}:
 * another key, another version, a damaged file; the session must begin anew).
 */
public final class TokenStoreException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * Creates a failure of the back end.
   *
   * @param message what was tried and what was found, without any token
   * @param cause the failure below, if there is one
   */
  public TokenStoreException(String message, @Nullable Throwable cause) {
    this("store.failed", message, cause, true);
  }

  private TokenStoreException(
      String code, String message, @Nullable Throwable cause, boolean retryable) {
    super(code, message, cause);
    this.retryable = retryable;
  }

  /**
   * A failure to understand what is stored; trying again does not help.
   *
   * @param message what was expected and what was found, without any token
   * @param cause the failure below, if there is one and it quotes nothing that is stored
   */
  public static TokenStoreException unreadable(String message, @Nullable Throwable cause) {
    return new TokenStoreException("store.unreadable", message, cause, false);
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
