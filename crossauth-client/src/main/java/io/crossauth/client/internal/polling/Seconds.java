package io.crossauth.client.internal.polling;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code expires_in} and {@code interval} of an answer that begins a polling. */
public final class Seconds {

  private static final BigDecimal LONGEST = BigDecimal.valueOf(24 * 3600);

  private Seconds() {}

  /**
   * Reads a member in seconds: a number, or a string of one, as some servers write it; more than a
   * day counts as a day.
   *
   * @param answer what the members are of, for messages: {@code device authorization response}
   * @return whole seconds from 0; empty if the member is not there
   * @throws InvalidResponseException if it is something else
   */
  public static Optional<Duration> find(
      String answer, Map<String, @Nullable Object> members, String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    String text = value instanceof Number || value instanceof String ? value.toString() : "";
    try {
      BigDecimal seconds = new BigDecimal(text.length() > 20 ? "" : text);
      if (seconds.signum() >= 0) {
        return Optional.of(Duration.ofSeconds(seconds.min(LONGEST).longValue()));
      }
    } catch (NumberFormatException e) {
      throw invalid(answer, name, Json.kind(value));
    }
    throw invalid(answer, name, "less");
  }

  private static InvalidResponseException invalid(String answer, String name, String found) {
    return new InvalidResponseException(
        "wrong_type", answer + ", " + name + ": expected seconds, from 0, found " + found);
  }
}
