package io.crossauth.client.store;

import io.crossauth.error.CrossauthException;
import org.jspecify.annotations.Nullable;

/** The back end of a store failed. Nothing was lost: what could not be saved is still held. */
public final class TokenStoreException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates a failure.
   *
   * @param message what was tried and what was found, without any token
   * @param cause the failure below, if there is one
   */
  public TokenStoreException(String message, @Nullable Throwable cause) {
    super("store.failed", message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
