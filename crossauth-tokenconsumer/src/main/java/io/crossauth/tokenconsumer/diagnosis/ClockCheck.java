package io.crossauth.tokenconsumer.diagnosis;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Compares the server's clock with ours, by the {@code Date} of its answers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110 section 6.6.1</a>
 */
final class ClockCheck {

  private static final Duration OFF = Duration.ofSeconds(5);
  private static final Duration FAR = Duration.ofSeconds(30);

  private ClockCheck() {}

  /** Looks at all answers that came. The one that says most good of the clock counts. */
  static List<Finding> look(List<Recorder.Entry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Optional<Duration> least =
        entries.stream().map(ClockCheck::skew).flatMap(Optional::stream).min(Duration::compareTo);
    if (least.isEmpty()) {
      return List.of(ServerProblem.NO_DATE.found("no answer has a Date"));
    }
    Duration skew = least.get();
    String what = "the server's clock and this one differ by " + skew.toSeconds() + " s";
    if (skew.compareTo(FAR) > 0) {
      return List.of(ServerProblem.CLOCK_FAR.found(what));
    }
    return skew.compareTo(OFF) > 0 ? List.of(ServerProblem.CLOCK.found(what)) : List.of();
  }

  /** How far the server's second is from the time in which it was asked; never less than it is. */
  private static Optional<Duration> skew(Recorder.Entry entry) {
    return entry
        .reply()
        .headers()
        .first("Date")
        .flatMap(ClockCheck::date)
        .map(date -> date.plusSeconds(age(entry)))
        .map(
            date -> {
              Duration before = Duration.between(date.plusSeconds(1), entry.sent());
              Duration after = Duration.between(entry.received(), date);
              Duration most = before.compareTo(after) > 0 ? before : after;
              return most.isNegative() ? Duration.ZERO : most;
            });
  }

  /** RFC 9111 section 5.1: an answer from a cache is so much older than it says. */
  private static long age(Recorder.Entry entry) {
    String age = entry.reply().headers().first("Age").orElse("").strip();
    boolean number =
        age.length() < 10 && !age.isEmpty() && age.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(age) : 0;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
