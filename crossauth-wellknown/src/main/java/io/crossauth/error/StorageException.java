package io.crossauth.error;

import org.jspecify.annotations.Nullable;

/**
 * A storage failed, whatever it keeps. {@code store.failed}: its back end did not answer; try again
 * later, nothing was lost, what could not be saved is still held. {@code store.unreadable}: what it
 * holds cannot be read, because of another key, another version or a damaged file; trying again
 * does not help. {@code store.unknown_key}: what it holds is sealed with a key that this program
 * has not been given; nobody needs to log in anew, the settings are to be mended. {@code
 * store.refused}: its back end does not do what it is asked for, because a table is missing, an
 * access is denied, the request is wrong or it is not set up as it must be; trying again does not
 * help. {@code store.full}: there is no space, and nothing that may be forgotten; try again later.
 * Immutable.
 */
public final class StorageException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;
  private final boolean needsLogin;

  /**
   * Creates a failure of the back end, {@code store.failed}.
   *
   * @param message what was tried and what was found, without anything secret that is stored
   * @param cause the failure below, if there is one
   */
  public StorageException(String message, @Nullable Throwable cause) {
    this("store.failed", message, cause, true, false);
  }

  private StorageException(
      String code,
      String message,
      @Nullable Throwable cause,
      boolean retryable,
      boolean needsLogin) {
    super(code, message, cause);
    this.retryable = retryable;
    this.needsLogin = needsLogin;
  }

  /**
   * A failure to understand what is stored, {@code store.unreadable}.
   *
   * @param message what was expected and what was found, without anything secret that is stored
   * @param cause the failure below, if there is one and it quotes nothing that is stored
   * @return the failure, to be thrown
   */
  public static StorageException unreadable(String message, @Nullable Throwable cause) {
    return new StorageException("store.unreadable", message, cause, false, false);
  }

  /**
   * A failure to understand one session, which has been damaged or changed, {@code
   * store.unreadable}: a new login of its user helps.
   *
   * @param message what was expected and what was found, without anything secret that is stored
   * @param cause the failure below, if there is one and it quotes nothing that is stored
   * @return the failure, to be thrown
   */
  public static StorageException damagedSession(String message, @Nullable Throwable cause) {
    return new StorageException("store.unreadable", message, cause, false, true);
  }

  /**
   * A key that this program has not been given, {@code store.unknown_key}.
   *
   * @param message the names of the keys that are there and of the one that is not, and where to
   *     give it
   * @return the failure, to be thrown
   */
  public static StorageException unknownKey(String message) {
    return new StorageException("store.unknown_key", message, null, false, false);
  }

  /**
   * A refusal of the back end that trying again does not change, {@code store.refused}.
   *
   * @param message what was asked for, what was found and what to mend, without anything secret
   *     that is stored
   * @param cause the failure below, if there is one and it quotes nothing that is stored
   * @return the failure, to be thrown
   */
  public static StorageException refused(String message, @Nullable Throwable cause) {
    return new StorageException("store.refused", message, cause, false, false);
  }

  /**
   * A failure to store more, {@code store.full}.
   *
   * @param message what there should be space for, and what was found
   * @return the failure, to be thrown
   */
  public static StorageException full(String message) {
    return new StorageException("store.full", message, null, true, false);
  }

  @Override
  public boolean retryable() {
    return retryable;
  }

  @Override
  public boolean needsLogin() {
    return needsLogin;
  }
}
