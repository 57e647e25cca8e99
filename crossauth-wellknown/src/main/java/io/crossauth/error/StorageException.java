package io.crossauth.error;

import org.jspecify.annotations.Nullable;

/**
 * A storage failed, whatever it keeps. {@code store.failed}: its back end did not answer; try again
 * later, nothing was lost, what could not be saved is still held. {@code store.unreadable}: what it
 * holds cannot be read, because of another key, another version or a damaged file; trying again
 * does not help. {@code store.full}: there is no space, and nothing that may be forgotten; try
 * again later. {@code store.misconfigured}: the back end is not set up as it must be, or refuses
 * the call; trying again does not help until somebody changes that. Immutable.
 */
public final class StorageException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * Creates a failure of the back end, {@code store.failed}.
   *
   * @param message what was tried and what was found, without anything secret that is stored
   * @param cause the failure below, if there is one
   */
  public StorageException(String message, @Nullable Throwable cause) {
    this("store.failed", message, cause, true);
  }

  private StorageException(
      String code, String message, @Nullable Throwable cause, boolean retryable) {
    super(code, message, cause);
    this.retryable = retryable;
  }

  /**
   * A failure to understand what is stored, {@code store.unreadable}.
   *
   * @param message what was expected and what was found, without anything secret that is stored
   * @param cause the failure below, if there is one and it quotes nothing that is stored
   * @return the failure, to be thrown
   */
  public static StorageException unreadable(String message, @Nullable Throwable cause) {
    return new StorageException("store.unreadable", message, cause, false);
  }

  /**
   * A failure to store more, {@code store.full}.
   *
   * @param message what there should be space for, and what was found
   * @return the failure, to be thrown
   */
  public static StorageException full(String message) {
    return new StorageException("store.full", message, null, true);
  }

  /**
   * A back end that is not set up as it must be, or refuses the call, {@code store.misconfigured}.
   *
   * @param message what was expected and what was found
   * @param cause the failure below, if there is one and it quotes nothing that is stored
   * @return the failure, to be thrown
   */
  public static StorageException misconfigured(String message, @Nullable Throwable cause) {
    return new StorageException("store.misconfigured", message, cause, false);
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
