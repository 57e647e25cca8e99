package io.crossauth.client.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** RFC 7617 section 2: who and the secret, joined by a colon, in the Authorization header. */
final class BasicCredentials {

  private BasicCredentials() {}

  static TokenCall into(TokenCall call, String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return call.withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
