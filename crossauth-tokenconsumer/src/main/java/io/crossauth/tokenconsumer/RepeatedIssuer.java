package io.crossauth.tokenconsumer;

import io.crossauth.internal.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * Keycloak 26 writes {@code iss} twice into an authorization response: the claim of JARM, and the
 * parameter of RFC 9207. RFC 7519 section 4 leaves it to the reader whether it takes repetitions;
 * this one is taken if both are the issuer, letter by letter, and no other is.
 */
final class RepeatedIssuer {

  private RepeatedIssuer() {}

  /** The payload with one {@code iss} in place of two that are equal; the same if there are none. */
  static byte[] once(byte[] payload, String issuer) {
    String text = new String(payload, StandardCharsets.ISO_8859_1);
    // Within a string its quotes would be escaped, so what is found is a member.
    String member = "\"iss\":" + Json.write(issuer);
    int first = text.indexOf(member);
    int second = text.indexOf("," + member, first + 1);
    return first < 0 || second < 0
        ? payload
        : (text.substring(0, second) + text.substring(second + 1 + member.length()))
            .getBytes(StandardCharsets.ISO_8859_1);
  }
}
