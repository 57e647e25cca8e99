package io.crossauth.client.loopback;

/**
 * The two texts that the browser shows when the login has come back. They are escaped; nothing of
 * the callback is ever part of a page.
 *
 * @param success what to read when the program has got its answer
 * @param failure what to read when the login was refused
 */
public record LoopbackPage(String success, String failure) {

  /** Two English sentences. */
  public static LoopbackPage english() {
    return new LoopbackPage(
        "You may close this window and go back to the program.",
        "The login was refused. You may close this window and go back to the program.");
  }

  String html(boolean good) {
    String text = escaped(good ? success : failure);
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Login</title>"
        + "<meta name=\"viewport\" content=\"width=device-width\"></head>"
        + "<body><main><h1>"
        + (good ? "&#10003;" : "&#10007;")
        + "</h1><p>"
        + text
        + "</p></main></body></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
