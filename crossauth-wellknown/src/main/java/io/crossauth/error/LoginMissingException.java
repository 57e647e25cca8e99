package io.crossauth.error;

/**
 * A callback has come, and what was kept of its login is not there ({@code login.missing}): the
 * cookie is over or was not sent, or the browser has loaded the callback once more. Begin the login
 * again. Immutable and safe for use by many threads.
 */
public final class LoginMissingException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /** Creates the failure. */
  public LoginMissingException() {
    super(
        "login.missing",
        "login: expected what was kept when it began, found nothing; begin the login again (is the"
            + " cookie SameSite=Lax, and None for form_post?)",
        null);
  }

  @Override
  public boolean needsLogin() {
    return true;
  }
}
