package io.crossauth.yandex.internal.cookie;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the date of a cookie as browsers do: its parts in any order, years of two digits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5.1.1">RFC 6265 section 5.1.1</a>
 */
final class CookieDate {

  private static final Pattern DELIMITERS = Pattern.compile("[\\t -/;-@\\[-`{-~]++");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[^0-9].*)?", Pattern.DOTALL);
  private static final Pattern DAY = Pattern.compile("([0-9]{1,2})(?:[^0-9].*)?", Pattern.DOTALL);
  private static final Pattern YEAR = Pattern.compile("([0-9]{2,4})(?:[^0-9].*)?", Pattern.DOTALL);
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int FIRST_YEAR = 1601;
  private static final int CENTURY = 70;

  private @Nullable Matcher time;
  private int day;
  private int month;
  private int year = -1;

  private CookieDate() {}

  /** The moment; empty if it is none. */
  static Optional<Instant> read(String text) {
    CookieDate date = new CookieDate();
    for (String token : DELIMITERS.split(text, -1)) {
      date.take(token);
    }
    return date.instant();
  }

  /** Each token is the first of time, day, month and year that is still missing, or nothing. */
  private void take(String token) {
    Matcher matcher = TIME.matcher(token);
    if (time == null && matcher.matches()) {
      time = matcher;
      return;
    }
    matcher = DAY.matcher(token);
    if (day == 0 && matcher.matches()) {
      day = Integer.parseInt(matcher.group(1));
      return;
    }
    if (month == 0 && token.length() >= 3) {
      month = MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
      if (month > 0) {
        return;
      }
    }
    matcher = YEAR.matcher(token);
    if (year < 0 && matcher.matches()) {
      int number = Integer.parseInt(matcher.group(1));
      year = number < CENTURY ? 2000 + number : number < 100 ? 1900 + number : number;
    }
  }

  private Optional<Instant> instant() {
    Matcher clock = time;
    if (clock == null || year < FIRST_YEAR) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
                  year,
                  month,
                  day,
                  Integer.parseInt(clock.group(1)),
                  Integer.parseInt(clock.group(2)),
                  Integer.parseInt(clock.group(3)))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
