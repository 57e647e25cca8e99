package io.crossauth.testkit;

/**
 * The users that every {@link TestProvider} knows; each password is {@code <name>-password}.
 * Constants of the process, safe for use by many threads.
 */
public final class TestUsers {

  /** An ordinary user. */
  public static final String ALICE = "alice";

  /** A second ordinary user. */
  public static final String BOB = "bob";

  /** A user with a second factor, whose secret is {@link #TOTP_SECRET}. */
  public static final String MFA = "mfa";

  /** A user who may not log in. */
  public static final String DISABLED = "disabled";

  /** A user who must change the password before anything else. */
  public static final String MUST_UPDATE = "mustupdate";

  /** The TOTP secret of {@link #MFA}: base32, SHA-1, six digits, 30 seconds. */
  public static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

  private TestUsers() {}

  /**
   * Tells the password of a user.
   *
   * @param user one of the names above
   * @return the name with {@code -password} after it
   */
  public static String password(String user) {
    return user + "-password";
  }
}
