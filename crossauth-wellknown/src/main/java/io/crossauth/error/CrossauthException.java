package io.crossauth.error;

import io.crossauth.internal.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A failure of this library: the root of all exceptions it throws, but for {@link
 * IllegalArgumentException} and {@link IllegalStateException}, which mean that the program is
 * wrong.
 *
 * <p>No message, cause or text form holds a password, token, code or client secret.
 *
 * <p>Immutable and safe for use by many threads.
 */
public abstract class CrossauthException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whatever strangers wrote into a message, it stays a line of a log. */
  private static final int LONGEST = 2_000;

  private final String code;

  /**
   * Creates a failure.
   *
   * @param code a stable name in lower case, family first: {@code token.expired}
   * @param message what was expected, what was found, and what to try; made one printable line of
   *     at most 2,000 characters
   * @param cause what led to it, if another failure did
   */
  protected CrossauthException(String code, String message, @Nullable Throwable cause) {
    super(Printable.of(message, LONGEST), cause);
    this.code = code;
  }

  /**
   * {@return a stable name to branch on and to count by: {@code transport.timeout}} Never
   * localised.
   */
  public final String code() {
    return code;
  }

  /** {@return whether the same call may well succeed later} */
  public boolean retryable() {
    return false;
  }

  /**
   * {@return whether only a new login of the user helps} True for {@link LoginRequiredException},
   * and for a stored session that has been damaged; never for a store that does not answer.
   */
  public boolean needsLogin() {
    return false;
  }

  /**
   * The same failure of a call that must not be made again as it was, since what it presented is
   * used up: an authorization code, a device code, a one-time code.
   *
   * @param hint what to do instead, for the message: {@code begin the login again}
   * @return a failure of the same type and code that is not {@link #retryable}; this one if it is
   *     not retryable already
   */
  public CrossauthException withoutRetry(String hint) {
    return this;
  }
}
