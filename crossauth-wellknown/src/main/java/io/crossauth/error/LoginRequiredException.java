package io.crossauth.error;

import org.jspecify.annotations.Nullable;

/**
 * Only a new login of the user helps ({@code session.login_required}): there is no such session, or
 * its tokens are over and cannot be renewed. Where the server has refused the session's refresh
 * token, its refusal is the cause. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>
 */
public final class LoginRequiredException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param message what was expected, what was found, and what to try, without any token
   * @param cause the server's refusal; null if this program has found it
   */
  public LoginRequiredException(String message, @Nullable Throwable cause) {
    super("session.login_required", message, cause);
  }

  @Override
  public boolean needsLogin() {
    return true;
  }
}
