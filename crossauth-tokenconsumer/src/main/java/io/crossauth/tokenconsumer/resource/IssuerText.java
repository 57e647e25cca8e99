package io.crossauth.tokenconsumer.resource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Reads the issuer off a payload without reading the payload, where there is no doubt: {@code
 * "iss"} stands there once, nothing is escaped, and the name is of ASCII. What it says chooses who
 * checks the token, and nothing else.
 */
final class IssuerText {

  private static final String NAME = "\"iss\"";
  private static final String MEMBER = NAME + ":\"";
  private static final char LAST_ASCII = 0x7f;

  private IssuerText() {}

  /** The issuer; null where somebody has to read all of it. */
  static @Nullable String find(byte[] payload) {
    String text = new String(payload, ISO_8859_1);
    int member = text.indexOf(NAME);
    if (member < 0
        || !text.startsWith(MEMBER, member)
        || text.indexOf(NAME, member + 1) >= 0
        || text.indexOf('\\') >= 0) {
      return null;
    }
    int begin = member + MEMBER.length();
    int end = text.indexOf('"', begin);
    for (int i = begin; i < end; i++) {
      if (text.charAt(i) > LAST_ASCII) {
        return null;
      }
    }
    return end < 0 ? null : text.substring(begin, end);
  }
}
