package io.crossauth.servlet.internal;

import io.crossauth.internal.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * Our own answers: never kept, framed, sniffed or told to others, without a script but for one, and
 * with whatever others have said escaped.
 */
public final class Pages {

  private static final String SUBMIT = "document.forms[0].submit()";

  private static final String NOTHING = "default-src 'none'; base-uri 'none'; ";

  private Pages() {}

  /**
   * Sets the header fields of every answer of ours.
   *
   * @param response the answer
   */
  public static void headers(HttpServletResponse response) {
    headers(response, NOTHING + "form-action 'none'; frame-ancestors 'none'");
    response.setHeader("X-Frame-Options", "DENY");
  }

  private static void headers(HttpServletResponse response, String policy) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  /**
   * Answers with an object.
   *
   * @param response the answer
   * @param status its status
   * @param members the object's members
   * @throws IOException if the browser is gone
   */
  public static void json(HttpServletResponse response, int status, Map<String, ?> members)
      throws IOException {
    headers(response);
    write(response, status, "application/json", Json.write(members));
  }

  /**
   * Answers without a body.
   *
   * @param response the answer
   * @param status its status
   */
  public static void empty(HttpServletResponse response, int status) {
    headers(response);
    response.setStatus(status);
    response.setContentLength(0);
  }

  /**
   * Sends the browser elsewhere, by GET.
   *
   * @param response the answer
   * @param address an absolute address, or a path
   */
  public static void redirect(HttpServletResponse response, String address) {
    headers(response);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", address);
    response.setContentLength(0);
  }

  /**
   * A page that goes on by itself, so that the next request comes from this origin and brings
   * {@code SameSite=Strict} cookies.
   *
   * @param response the answer
   * @param path where to go on: from one slash on
   * @throws IOException if the browser is gone
   */
  public static void goOn(HttpServletResponse response, String path) throws IOException {
    headers(response);
    String address = escape(path);
    String head = "<meta http-equiv=\"refresh\" content=\"0;url=" + address + "\">";
    String body = "<p><a href=\"" + address + "\">Continue</a></p>";
    write(response, 200, "text/html", page("One moment", head, body));
  }

  /**
   * A page that says what went wrong, and where to go from there.
   *
   * @param response the answer
   * @param status its status
   * @param text what went wrong, not escaped yet
   * @param reference what the log calls it
   * @param next where to go: from one slash on
   * @param link what that is called, not escaped yet
   * @throws IOException if the browser is gone
   */
  public static void error(
      HttpServletResponse response,
      int status,
      String text,
      String reference,
      String next,
      String link)
      throws IOException {
    headers(response);
    String body =
        "<p>"
            + escape(text)
            + "</p>"
            + "<p><a href=\""
            + escape(next)
            + "\">"
            + escape(link)
            + "</a></p>"
            + "<p>Reference: "
            + escape(reference)
            + "</p>";
    write(response, status, "text/html", page("This did not work", "", body));
  }

  /**
   * A page that posts a form by itself, or by its button where scripts are off.
   *
   * @param response the answer
   * @param action where the form goes, not escaped yet
   * @param fields its fields, not escaped yet
   * @throws IOException if the browser is gone
   */
  public static void post(HttpServletResponse response, String action, Map<String, String> fields)
      throws IOException {
    // No form-action: browsers apply it to where the provider sends on, too.
    headers(response, NOTHING + "script-src '" + digest(SUBMIT) + "'; frame-ancestors 'none'");
    response.setHeader("X-Frame-Options", "DENY");
    StringBuilder body = new StringBuilder();
    body.append("<form method=\"post\" action=\"").append(escape(action)).append("\">");
    fields.forEach(
        (name, value) ->
            body.append("<input type=\"hidden\" name=\"")
                .append(escape(name))
                .append("\" value=\"")
                .append(escape(value))
                .append("\">"));
    body.append("<button>Continue</button></form><script>").append(SUBMIT).append("</script>");
    write(response, 200, "text/html", page("One moment", "", body.toString()));
  }

  /**
   * Answers without a body, in a frame of a page of the provider.
   *
   * @param response the answer
   * @param origin the provider's origin
   */
  public static void framedBy(HttpServletResponse response, String origin) {
    headers(response, NOTHING + "form-action 'none'; frame-ancestors " + origin);
    response.setStatus(200);
    response.setContentLength(0);
  }

  /**
   * {@return text that a page shows as it is}
   *
   * @param text anything
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String page(String title, String head, String body) {
    return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + head
        + "<title>"
        + title
        + "</title></head><body>"
        + body
        + "</body></html>";
  }

  private static void write(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type + ";charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String digest(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
