package io.crossauth.error;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted while it waited. The interrupt flag is set again, and nothing is left
 * running.
 */
public final class InterruptedCallException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure and sets the interrupt flag of this thread again.
   *
   * @param during what was waited for: {@code an answer from https://…/token}
   * @param cause the interruption, as it was seen
   */
  public InterruptedCallException(String during, @Nullable Throwable cause) {
    super("call.interrupted", "interrupted while waiting for " + during, cause);
    Thread.currentThread().interrupt();
  }
}
