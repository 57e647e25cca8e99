package io.crossauth.client.login;

import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The name of a login: SHA-256 of its state, in base64url. */
final class LoginId {

  private LoginId() {}

  static String of(Secret state) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(state.reveal().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
