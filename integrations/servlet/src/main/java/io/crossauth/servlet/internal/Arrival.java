package io.crossauth.servlet.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * How a request came: as the browser says it, never by what a proxy or a page may write.
 *
 * @param request the request
 * @param origin the application's own origin: scheme, host, port unless it is the usual one
 * @param header the header field that our own pages' scripts send
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
public record Arrival(HttpServletRequest request, String origin, String header) {

  /** {@return whether a person goes to a page, so that a redirect leads somewhere} */
  public boolean toPage() {
    String accept = request.getHeader("Accept");
    return !fromOurScript()
        && accept != null
        && accept.toLowerCase(Locale.ROOT).contains("text/html")
        && field("Sec-Fetch-Mode").map("navigate"::equals).orElse(true);
  }

  /**
   * {@return whether a script of ours sent it: another origin's cannot send the field without a
   * preflight, which never succeeds}
   */
  public boolean fromOurScript() {
    return field(header).filter(value -> !value.isBlank()).isPresent() && !fromElsewhere();
  }

  /** {@return whether the browser says that another origin sent it} */
  public boolean fromElsewhere() {
    Optional<String> site = field("Sec-Fetch-Site");
    // A page without a referrer posts with the Origin "null", to its own origin too.
    return site.map(value -> !ours(value))
        .orElseGet(() -> field("Origin").filter(value -> !value.equals(origin)).isPresent());
  }

  private static boolean ours(String site) {
    return site.equals("same-origin") || site.equals("none");
  }

  /** {@return whether another site's page or a mail led here, so that Strict cookies were left} */
  public boolean acrossSites() {
    return field("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
  }

  /** {@return whether the browser says that a page of ours loads it} */
  public boolean fromOurPage() {
    return field("Sec-Fetch-Site").filter("same-origin"::equals).isPresent();
  }

  /**
   * {@return whether a person goes there with the whole window, from wherever; without fetch
   * metadata, by {@code Origin}}
   */
  public boolean wholeWindow() {
    Optional<String> mode = field("Sec-Fetch-Mode");
    if (mode.isEmpty()) {
      return field("Origin").filter(value -> !value.equals(origin)).isEmpty();
    }
    return mode.get().equals("navigate")
        && field("Sec-Fetch-Dest").map("document"::equals).orElse(true);
  }

  /**
   * {@return whether a script or another page of ours may have sent what changes something: nothing
   * says that it comes from elsewhere}
   */
  public boolean mayChange() {
    String method = request.getMethod();
    boolean safe = method.equals("GET") || method.equals("HEAD");
    return safe || !fromElsewhere();
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }
}
