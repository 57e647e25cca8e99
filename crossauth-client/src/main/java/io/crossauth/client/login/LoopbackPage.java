package io.crossauth.client.login;

/**
 * The two texts that the browser shows when the login has come back, and its code has been traded
 * for tokens or could not be. They are escaped; nothing of the callback is ever part of a page.
 *
 * @param success what to read when the program has got its tokens; at most 2000 characters
 * @param failure what to read when it has none; at most 2000 characters
 */
public record LoopbackPage(String success, String failure) {

  private static final int LONGEST = 2000;

  /** Checks: a page that is small cannot keep the program waiting. */
  public LoopbackPage {
    if (success.length() > LONGEST || failure.length() > LONGEST) {
      throw new IllegalArgumentException("page: expected texts of at most 2000 characters");
    }
  }

  /** Two English sentences. */
  public static LoopbackPage english() {
    return new LoopbackPage(
        "You are logged in. You may close this window and go back to the program.",
        "You are not logged in. The program says why; you may close this window.");
  }
}
