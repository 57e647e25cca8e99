package io.crossauth.client.internal.ciba;

import io.crossauth.http.Headers;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came to the notification endpoint.
 *
 * @param authReqId which request it names
 * @param push whether it brings what a ping does not: tokens, or an error
 */
record Notification(Secret authReqId, boolean push) {

  private static final int MOST_BYTES = 16 * 1024;
  private static final int LONGEST_TOKEN = 1024;
  private static final String SCHEME = "bearer ";

  /** The bearer token of a request; empty if there is none, or more than one header field. */
  static Optional<Secret> token(Headers headers) {
    List<String> values = headers.all("Authorization");
    if (values.size() != 1 || !values.get(0).toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    String token = values.get(0).substring(SCHEME.length()).strip();
    return token.isEmpty() || token.length() > LONGEST_TOKEN
        ? Optional.empty()
        : Optional.of(Secret.of(token));
  }

  /** Reads a body; empty if it is none of a notification. */
  static Optional<Notification> read(byte[] body) {
    if (body.length > MOST_BYTES) {
      return Optional.empty();
    }
    try {
      Map<String, @Nullable Object> members = Json.object(body);
      boolean push =
          Stream.of("access_token", "id_token", "refresh_token", "error")
              .anyMatch(members::containsKey);
      return members.get("auth_req_id") instanceof String id && !id.isEmpty()
          ? Optional.of(new Notification(Secret.of(id), push))
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
