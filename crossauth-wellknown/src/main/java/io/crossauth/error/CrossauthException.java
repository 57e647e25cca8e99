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
}
