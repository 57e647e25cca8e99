package io.crossauth.client.mfa;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The server did not accept the second factor. Its code is {@code mfa.} and the reason in lower
 * case. Immutable and safe for use by many threads.
 */
public final class MfaRefusedException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /** Why it was not accepted. */
  public enum Reason {
    /** The code is wrong; the user may try again. */
    WRONG_CODE,
    /** The user has refused the push message; begin again with the password. */
    REFUSED_BY_USER,
    /** The login took too long; begin again with the password. */
    EXPIRED,
    /** There were too many tries; wait before another. */
    TOO_MANY_ATTEMPTS,
    /** The user has no second factor yet; enrol one. */
    NOT_ENROLLED,
    /** The user has a second factor; challenge it before another is enrolled. */
    ALREADY_ENROLLED
  }

  private final Reason reason;
  private final OAuthErrorException answer;

  /**
   * Creates a refusal.
   *
   * @param reason why the server did not accept it
   * @param answer what the server said
   */
  public MfaRefusedException(Reason reason, OAuthErrorException answer) {
    super(
        "mfa." + reason.name().toLowerCase(Locale.ROOT),
        "second factor not accepted, " + hint(reason) + ": " + answer.getMessage(),
        null);
    this.reason = reason;
    this.answer = answer;
  }

  private static String hint(Reason reason) {
    return switch (reason) {
      case WRONG_CODE -> "the code is wrong; ask for another";
      case REFUSED_BY_USER -> "the user refused; begin again with the password";
      case EXPIRED -> "it took too long; begin again with the password";
      case TOO_MANY_ATTEMPTS -> "there were too many tries; wait before another";
      case NOT_ENROLLED -> "the user has none yet; enrol one";
      case ALREADY_ENROLLED -> "the user has one already; challenge it";
    };
  }

  /**
   * Why it was not accepted.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  /**
   * What the server said.
   *
   * @return its error
   */
  public OAuthErrorException answer() {
    return answer;
  }

  /**
   * How long the server asks to wait ({@code Retry-After}).
   *
   * @return the time; empty if it does not say
   */
  public Optional<Duration> retryAfter() {
    return answer.retryAfter();
  }

  /**
   * Whether the same login may go on with another code.
   *
   * @return true for a wrong code alone
   */
  public boolean mayTryAgain() {
    return reason == Reason.WRONG_CODE;
  }

  @Override
  public boolean retryable() {
    return mayTryAgain() || reason == Reason.TOO_MANY_ATTEMPTS;
  }
}
