package io.crossauth.client.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import java.util.List;

/** The name of a login: SHA-256 of its state, in base64url. */
final class LoginId {

  private LoginId() {}

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
