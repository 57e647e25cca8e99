package io.crossauth.client.internal.login;

import java.nio.charset.StandardCharsets;

/**
 * What a browser is told, and what follows when it has been told.
 *
 * @param status the HTTP status
 * @param type the media type of the text
 * @param text what it reads; nothing of the request is part of it
 * @param then what to do after it has been sent, or could not be
 */
record LoopbackAnswer(int status, String type, String text, Runnable then) {

  /** The page that ends the login; nothing of the callback is part of it. */
  static LoopbackAnswer page(LoopbackPage page, boolean good, Runnable then) {
    return new LoopbackAnswer(200, "text/html", html(page, good), then);
  }

  private static String html(LoopbackPage page, boolean good) {
    String text = escaped(good ? page.success() : page.failure());
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

  /** A refusal, which changes nothing. */
  static LoopbackAnswer refusal(int status, String text) {
    return new LoopbackAnswer(status, "text/plain", text, () -> {});
  }

  /** The answer as it is sent; every browser is told to keep, frame, run and refer nothing. */
  byte[] bytes() {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 " + status + " ",
            "Content-Type: " + type + "; charset=utf-8",
            "Content-Length: " + body.length,
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
            status == 405 ? "Allow: GET\r\nConnection: close" : "Connection: close",
            "",
            "");
    byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, all, 0, headBytes.length);
    System.arraycopy(body, 0, all, headBytes.length, body.length);
    return all;
  }
}
