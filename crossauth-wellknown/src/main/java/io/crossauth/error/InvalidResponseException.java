package io.crossauth.error;

import org.jspecify.annotations.Nullable;

/**
 * The server answered, but not as its specification says: HTML where JSON belongs, a member of the
 * wrong type, another issuer than the one asked for, a state that is not ours.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class InvalidResponseException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final String rule;
  private final int status;
  private final boolean repeatable;

  /**
   * Creates a complaint about an answer.
   *
   * @param rule the rule that was broken, in lower case: {@code not_json}, {@code missing_member},
   *     {@code wrong_type}, {@code issuer_mismatch}, …; the code is {@code response.} and this
   * @param message what was expected and what was found, without any secret
   * @param status the HTTP status of the answer; 0 if it came through a redirect
   * @param cause the failure below, if there is one
   */
  public InvalidResponseException(
      String rule, String message, int status, @Nullable Throwable cause) {
    super("response." + rule, message + (status > 0 ? " (HTTP " + status + ")" : ""), cause);
    this.rule = rule;
    this.status = status;
    this.repeatable = true;
  }

  private InvalidResponseException(InvalidResponseException other, String hint) {
    super(other.code(), other.getMessage() + "; " + hint, other.getCause());
    this.rule = other.rule;
    this.status = other.status;
    this.repeatable = false;
    setStackTrace(other.getStackTrace());
  }

  @Override
  public InvalidResponseException withoutRetry(String hint) {
    return retryable() ? new InvalidResponseException(this, hint) : this;
  }

  /**
   * Creates a complaint about an answer that came through a redirect, or about a document.
   *
   * @param rule the rule that was broken, in lower case
   * @param message what was expected and what was found, without any secret
   */
  public InvalidResponseException(String rule, String message) {
    this(rule, message, 0, null);
  }

  /**
   * The rule that was broken: {@code not_json}, {@code issuer_mismatch}, …
   *
   * @return the rule's stable name
   */
  public String rule() {
    return rule;
  }

  /** {@return the HTTP status of the answer; 0 if it came through a redirect} */
  public int status() {
    return status;
  }

  @Override
  public boolean retryable() {
    return status >= 500 && repeatable;
  }
}
