package io.crossauth.testkit.yandex;

/**
 * The one account that {@link FakePassport} has. Constants of the process, safe for use by many
 * threads.
 */
public final class FakeAccount {

  /** The name to log in with. */
  public static final String LOGIN = "test-alice";

  /** The password of {@link #LOGIN}. */
  public static final String PASSWORD = "test-password-of-alice";

  /** The code of the authenticator app, of pushes and of text messages: always this. */
  public static final String CODE = "271828";

  /** What the picture of the captcha says. */
  public static final String CAPTCHA = "seven bridges";

  /** The account's number, {@code uid} in Passport's answers and {@code id} in Yandex ID's. */
  public static final long UID = 1130000012345678L;

  private FakeAccount() {}
}
