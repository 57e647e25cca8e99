package io.crossauth.client.manager;

import io.crossauth.error.CrossauthException;
import org.jspecify.annotations.Nullable;

/** The back end of an {@link OAuthClientStorage} failed. It is never taken for anything else. */
public final class ClientStorageException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates a failure.
   *
   * @param message what was tried and what was found, without any hash
   * @param cause the failure below, if there is one
   */
  public ClientStorageException(String message, @Nullable Throwable cause) {
    super("storage.failed", message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
