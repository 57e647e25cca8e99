package io.crossauth.tokenconsumer.jwks;

import io.crossauth.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How long an answer may be kept, within bounds of ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.2">RFC 9111 section 4.2</a>
 */
final class Freshness {

  private static final String MAX_AGE = "max-age=";

  static final Duration MIN = Duration.ofMinutes(1);
  static final Duration MAX = Duration.ofHours(24);

  private Freshness() {}

  /**
   * The lifetime of an answer.
   *
   * @param usual how long if the answer does not say
   */
  static Duration of(Headers headers, Duration usual) {
    List<String> directives =
        headers.all("Cache-Control").stream()
            .flatMap(line -> Stream.of(line.split(",", -1)))
            .map(part -> part.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (directives.contains("no-store") || directives.contains("no-cache")) {
      return MIN;
    }
    return directives.stream()
        .filter(directive -> directive.startsWith(MAX_AGE))
        .map(directive -> seconds(directive.substring(MAX_AGE.length())))
        .flatMapToLong(OptionalLong::stream)
        .mapToObj(seconds -> bounded(seconds - age(headers)))
        .findFirst()
        .orElse(usual);
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
