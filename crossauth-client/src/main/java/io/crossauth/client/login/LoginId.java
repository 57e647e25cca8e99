package io.crossauth.client.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import java.util.List;

/** The name of a login, and of a browser: SHA-256 in base64url. */
final class LoginId {

  private LoginId() {}

  static final int SHORTEST_COOKIE = 16;

  /** The name of the browser that has this cookie. */
  static Secret ofBrowser(Secret cookie) {
    if (cookie.reveal().length() < SHORTEST_COOKIE) {
      throw new IllegalArgumentException(
          "browser: expected a cookie of at least 16 characters that nobody can guess, found a"
              + " shorter one");
    }
    return Secret.of(Hashes.sha256("browser " + cookie.reveal()));
  }

  static String of(AuthorizationResponse callback) {
    List<String> states = callback.parameters().all("state");
    if (states.size() != 1 || states.get(0).isBlank()) {
      throw new InvalidResponseException(
          "state_missing",
          "authorization callback: expected one state, found "
              + (states.size() > 1 ? "more" : "none"));
    }
    return of(Secret.of(states.get(0)));
  }

  static String of(Secret state) {
    return Hashes.sha256(state.reveal());
  }
}
