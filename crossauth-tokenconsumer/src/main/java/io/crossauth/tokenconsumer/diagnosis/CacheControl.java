package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.http.Headers;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a server says about keeping its answer.
 *
 * @param forbidden whether it is not to be kept
 * @param seconds how long it may be kept; empty if it does not say
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2">RFC 9111 section 5.2.2</a>
 */
record CacheControl(boolean forbidden, OptionalLong seconds) {

  private static final String MAX_AGE = "max-age=";

  static CacheControl of(Headers headers) {
    boolean forbidden = false;
    OptionalLong seconds = OptionalLong.empty();
    for (String line : headers.all("Cache-Control")) {
      for (String part : line.split(",", -1)) {
        String directive = part.strip().toLowerCase(Locale.ROOT);
        forbidden |= directive.equals("no-store") || directive.equals("no-cache");
        if (directive.startsWith(MAX_AGE)) {
          seconds = number(directive.substring(MAX_AGE.length()).replace("\"", ""));
        }
      }
    }
    return new CacheControl(forbidden, seconds);
  }

  private static OptionalLong number(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(text.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(text));
  }
}
