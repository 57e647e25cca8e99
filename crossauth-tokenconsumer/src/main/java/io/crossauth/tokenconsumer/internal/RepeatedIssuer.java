package io.crossauth.tokenconsumer.internal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keycloak 26 writes {@code iss} twice into an authorization response: the claim of JARM, and the
 * parameter of RFC 9207. RFC 7519 section 4 leaves it to the reader whether it takes repetitions;
 * this one is taken if both are equal, letter by letter, and no other is.
 */
public final class RepeatedIssuer {

  // Within a string its quotes would be escaped, so what is found is a member.
  private static final Pattern MEMBER = Pattern.compile("\"iss\":\"[^\"\\\\]*+\"");

  private RepeatedIssuer() {}

  /**
   * The payload with one {@code iss} in place of two that are equal; the same if there are none.
   */
  public static byte[] once(byte[] payload) {
    String text = new String(payload, StandardCharsets.ISO_8859_1);
    Matcher first = MEMBER.matcher(text);
    if (!first.find()) {
      return payload;
    }
    String again = "," + first.group();
    int second = text.indexOf(again, first.end());
    return second < 0
        ? payload
        : (text.substring(0, second) + text.substring(second + again.length()))
            .getBytes(StandardCharsets.ISO_8859_1);
  }
}
