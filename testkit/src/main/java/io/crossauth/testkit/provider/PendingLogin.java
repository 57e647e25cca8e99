package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.Reply;
import java.util.Optional;

/**
 * A login that a browser has begun.
 *
 * @param purpose what it is for
 * @param user who, once the password was right
 * @param session the login, once it was complete and only consent is missing
 */
record PendingLogin(Purpose purpose, Optional<User> user, Optional<Grant.Session> session) {

  /** What a login is for: a client's authorization code, or a device. */
  interface Purpose {

    /** Whether the user is asked whether the client may. */
    boolean needsConsent();

    /** Where the browser goes when the user is logged in and said yes. */
    Reply granted(Grant.Session session);

    /** Where it goes when the user said no. */
    Reply denied();
  }

  static PendingLogin begun(Purpose purpose) {
    return new PendingLogin(purpose, Optional.empty(), Optional.empty());
  }

  PendingLogin withUser(User known) {
    return new PendingLogin(purpose, Optional.of(known), session);
  }

  PendingLogin withSession(Grant.Session complete) {
    return new PendingLogin(purpose, user, Optional.of(complete));
  }
}
