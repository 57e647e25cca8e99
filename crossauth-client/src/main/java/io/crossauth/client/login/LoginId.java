package io.crossauth.client.login;

import io.crossauth.client.internal.UnverifiedState;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;

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
    Form parameters = callback.parameters();
    return UnverifiedState.of(parameters)
        .map(state -> of(Secret.of(state)))
        .orElseThrow(
            () ->
                new InvalidResponseException(
                    "state_missing",
                    "authorization callback: expected one state, found " + found(parameters)));
  }

  private static String found(Form parameters) {
    if (UnverifiedState.isEncrypted(parameters)) {
      return "an encrypted response; loginId(..) of the client opens it";
    }
    return parameters.all("state").size() > 1 ? "more" : "none";
  }

  static String of(Secret state) {
    return Hashes.sha256(state.reveal());
  }
}
