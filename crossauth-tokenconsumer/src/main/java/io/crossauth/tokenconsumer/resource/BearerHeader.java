package io.crossauth.tokenconsumer.resource;

import io.crossauth.internal.text.AsciiSet;
import java.util.List;

/** What the {@code Authorization} headers of a request hold. */
sealed interface BearerHeader {

  /** RFC 6750 section 2.1: b64token; padding is not told from the rest here. */
  AsciiSet B64TOKEN = AsciiSet.of(c -> Character.isLetterOrDigit(c) || "-._~+/=".indexOf(c) >= 0);

  /**
   * A token, whatever it is worth.
   *
   * @param text the token
   * @param dpop whether it comes by the scheme of tokens that are bound to a key, and not by {@code
   *     Bearer}
   */
  record Token(String text, boolean dpop) implements BearerHeader {
    /** Nothing of the token. */
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /** No header, or one of another scheme. */
  record None() implements BearerHeader {}

  /** Something that is not one token. */
  record Malformed(String rule) implements BearerHeader {}

  /**
   * Reads them.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750 section 2.1</a>
   */
  static BearerHeader of(List<String> headers) {
    if (headers.isEmpty()) {
      return new None();
    }
    // Two servers on the way may each look at another one.
    if (headers.size() > 1) {
      return new Malformed("expected one Authorization header");
    }
    String header = headers.get(0).strip();
    int blank = header.indexOf(' ');
    int end = blank < 0 ? header.length() : blank;
    // RFC 9110 section 11.1: the scheme in any case. RFC 9449 section 7.1: DPoP.
    boolean dpop = isScheme(header, end, "DPoP");
    if (!dpop && !isScheme(header, end, "Bearer")) {
      return new None();
    }
    String token = blank < 0 ? "" : header.substring(behindBlanks(header, blank));
    if (token.isEmpty() || !B64TOKEN.holdsAll(token)) {
      return new Malformed("expected one token after " + (dpop ? "DPoP" : "Bearer"));
    }
    return new Token(token, dpop);
  }

  private static boolean isScheme(String header, int end, String scheme) {
    return end == scheme.length() && header.regionMatches(true, 0, scheme, 0, end);
  }

  /** One copy of the token is enough for each request. */
  private static int behindBlanks(String header, int blank) {
    int at = blank;
    while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
      at++;
    }
    return at;
  }
}
