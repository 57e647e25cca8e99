package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ID token of a session says. It was verified when it came, and has been kept sealed
 * since; by now it may be over, which does not matter here.
 */
final class EarlierLogin {

  private static final String[] NONE = {};

  private EarlierLogin() {}

  /** Empty if there is no ID token, or it is encrypted. */
  static Optional<Map<String, @Nullable Object>> claims(StoredTokens tokens) {
    String[] parts = tokens.idToken().map(token -> token.reveal().split("\\.", -1)).orElse(NONE);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.object(Base64.getUrlDecoder().decode(parts[1])));
    } catch (JsonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
