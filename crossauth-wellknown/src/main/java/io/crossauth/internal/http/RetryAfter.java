package io.crossauth.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads how long a server asks us to stay away.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110 section 10.2.3</a>
 */
public final class RetryAfter {

  /** The longest wait that is taken from a server; a longer one counts as this. */
  public static final Duration MAX = Duration.ofHours(1);

  // RFC 9110 section 5.6.7: the date of today, and the two obsolete forms that must be understood.
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  /**
   * The wait that an answer asks for.
   *
   * @param field the value of its {@code Retry-After}, if it has one
   * @param now the date now, which a date in the answer is compared with
   * @return zero to {@link #MAX}; empty if the answer asks for none, or in no form we know
   */
  public static Optional<Duration> of(Optional<String> field, Instant now) {
    return field
        .map(String::strip)
        .flatMap(text -> isNumber(text) ? Optional.of(seconds(text)) : until(text, now));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Duration seconds(String digits) {
    // More than nine digits is more than 31 years.
    return digits.length() > 9 ? MAX : bounded(Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Optional<Duration> until(String date, Instant now) {
    for (DateTimeFormatter form : DATES) {
      try {
        return Optional.of(bounded(Duration.between(now, form.parse(date, Instant::from))));
      } catch (DateTimeException e) {
        // Not this form; perhaps the next.
      }
    }
    return Optional.empty();
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MAX) > 0 ? MAX : wait;
  }
}
