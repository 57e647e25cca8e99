package io.crossauth.tokenconsumer.jwks;

import io.crossauth.http.Headers;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How long an answer may be kept, within bounds of ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.2">RFC 9111 section 4.2</a>
 */
final class Freshness {

  static final Duration MIN = Duration.ofMinutes(1);
  static final Duration MAX = Duration.ofHours(24);

  private Freshness() {}

  /**
   * The lifetime of an answer.
   *
   * @param usual how long if the answer does not say
   */
  static Duration of(Headers headers, Duration usual) {
    for (String line : headers.all("Cache-Control")) {
      for (String part : line.split(",", -1)) {
        String directive = part.strip().toLowerCase(Locale.ROOT);
        if (directive.equals("no-store") || directive.equals("no-cache")) {
          return MIN;
        }
        if (directive.startsWith("max-age=")) {
          OptionalLong seconds = seconds(directive.substring("max-age=".length()));
          if (seconds.isPresent()) {
            return bounded(seconds.getAsLong() - age(headers));
          }
        }
      }
    }
    return usual;
  }

  private static long age(Headers headers) {
    return headers.first("Age").map(Freshness::seconds).orElse(OptionalLong.empty()).orElse(0);
  }

  private static Duration bounded(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.compareTo(MIN) < 0) {
      return MIN;
    }
    return time.compareTo(MAX) > 0 ? MAX : time;
  }

  private static OptionalLong seconds(String text) {
    String digits = text.replace("\"", "").strip();
    boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return OptionalLong.empty();
    }
    // More digits than any lifetime needs; RFC 9111 section 1.2.2 lets large values be cut.
    return OptionalLong.of(digits.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(digits));
  }
}
