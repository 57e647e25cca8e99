package io.crossauth.client.internal.call;

import io.crossauth.internal.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal in JSON says that is not OAuth's: Facebook's {@code error} object, GitHub's {@code
 * message}, Okta's {@code errorSummary}, problem details (RFC 9457). Only the sentence for people
 * is taken out, without what was sent, and cut.
 */
final class ForeignError {

  private static final int LONGEST = 300;
  private static final int DEEPEST = 3;

  /** Where servers put the sentence, the most telling name first. */
  private static final List<String> SENTENCES =
      List.of(
          "error_description",
          "message",
          "detail",
          "errorSummary",
          "errorMessage",
          "error_message",
          "Message",
          "description",
          "msg",
          "reason",
          "title");

  /** Where servers put another object with the sentence in it. */
  private static final List<String> WRAPPERS =
      List.of("error", "errors", "fault", "meta", "response");

  private ForeignError() {}

  /** The sentence, masked, on one line, at most 300 characters; empty if there is none. */
  static Optional<String> sentence(Map<String, @Nullable Object> members, SecretMasker secrets) {
    return find(members, 0).map(secrets::sentence).map(sentence -> Printable.of(sentence, LONGEST));
  }

  private static Optional<String> find(@Nullable Object value, int depth) {
    if (value instanceof String text) {
      return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? Optional.empty() : find(list.get(0), depth + 1);
    }
    return value instanceof Map<?, ?> map ? inObject(map, depth) : Optional.empty();
  }

  private static Optional<String> inObject(Map<?, ?> map, int depth) {
    for (String name : SENTENCES) {
      if (map.get(name) instanceof String text && !text.isBlank()) {
        return Optional.of(text);
      }
    }
    for (String name : WRAPPERS) {
      Optional<String> inner = find(map.get(name), depth + 1);
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }
}
