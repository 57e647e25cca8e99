package io.crossauth.client.login;

import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;

/** The name of a login: SHA-256 of its state, in base64url. */
final class LoginId {

  private LoginId() {}

  static String of(Secret state) {
    return Hashes.sha256(state.reveal());
  }
}
