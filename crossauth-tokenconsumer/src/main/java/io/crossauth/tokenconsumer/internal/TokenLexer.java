package io.crossauth.tokenconsumer.internal;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Looks once over a compact token and refuses whatever is not exactly of its form: three or five
 * segments of strict base64url. Size comes first, so that nothing large is ever split. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-7.2">RFC 7519 section 7.2</a>
 */
public final class TokenLexer {

  /** The longest header segment. */
  public static final int MAX_HEADER = 4 * 1024;

  private static final int MAX_DOTS = 4;

  private final int maxLength;

  /**
   * Creates a lexer.
   *
   * @param maxLength the longest token, in characters
   */
  public TokenLexer(int maxLength) {
    this.maxLength = maxLength;
  }

  /**
   * Reads a token.
   *
   * @throws TokenRejectedException if it is too large or malformed
   */
  public CompactToken read(String token) {
    checkLength(token);
    int[] dots = new int[MAX_DOTS];
    int found = 0;
    for (int dot = token.indexOf('.'); dot >= 0; dot = token.indexOf('.', dot + 1)) {
      if (found == MAX_DOTS) {
        throw otherCharacterOr(token, wrongSegments());
      }
      dots[found++] = dot;
    }
    if (found != 2 && found != MAX_DOTS) {
      throw otherCharacterOr(token, wrongSegments());
    }
    checkSegments(token, dots, found + 1);
    // What is beyond Latin-1 becomes a question mark, which is of no segment.
    byte[] characters = token.getBytes(StandardCharsets.ISO_8859_1);
    if (characters.length != token.length()) {
      throw otherCharacterOr(token, leftOver());
    }
    return found == 2 ? signed(token, characters, dots) : encrypted(token, characters, dots);
  }

  /** The decoder looks at each character of what it decodes, so the header's alone are left. */
  private static CompactToken signed(String token, byte[] characters, int[] dots) {
    byte[] payload = Base64Url.decodeOrNull(characters, dots[0] + 1, dots[1]);
    byte[] signature = Base64Url.decodeOrNull(characters, dots[1] + 1, characters.length);
    if (payload == null || signature == null || !Base64Url.isText(characters, 0, dots[0])) {
      throw otherCharacterOr(token, leftOver());
    }
    return new CompactToken(characters, dots, payload, signature);
  }

  private static CompactToken encrypted(String token, byte[] characters, int[] dots) {
    int from = 0;
    for (int dot : dots) {
      if (!Base64Url.isText(characters, from, dot)) {
        throw otherCharacterOr(token, leftOver());
      }
      from = dot + 1;
    }
    if (!Base64Url.isText(characters, from, characters.length)) {
      throw otherCharacterOr(token, leftOver());
    }
    return new CompactToken(characters, dots, null, null);
  }

  /** The first character that is wrong by itself says more than what it does to the form. */
  private static TokenRejectedException otherCharacterOr(
      String token, TokenRejectedException otherwise) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c != '.' && !Base64Url.isDigit(c)) {
        return malformed("characters of base64url alone", "another character", hint(c));
      }
    }
    return otherwise;
  }

  /**
   * Refuses a token of any form that is too long.
   *
   * @throws TokenRejectedException if it is too large, or empty
   */
  public void checkLength(String token) {
    if (token.length() > maxLength) {
      throw new TokenRejectedException(
          RejectionReason.TOO_LARGE,
          null,
          "at most " + maxLength + " characters",
          token.length() + " characters",
          null);
    }
    if (token.isEmpty()) {
      throw malformed("a token", "an empty string", null);
    }
  }

  /**
   * Whether a string may be a compact token at all: the beginning of a JSON object, and its dots.
   */
  public static boolean looksCompact(String token) {
    int dots = 0;
    for (int dot = token.indexOf('.'); dot >= 0; dot = token.indexOf('.', dot + 1)) {
      dots++;
    }
    // '{' and any character that may follow it, in base64.
    return (dots == 2 || dots == MAX_DOTS) && (token.startsWith("ey") || token.startsWith("ew"));
  }

  private static void checkSegments(String token, int[] dots, int segments) {
    if (dots[0] > MAX_HEADER) {
      throw otherCharacterOr(
          token,
          new TokenRejectedException(
              RejectionReason.TOO_LARGE,
              "header",
              "at most " + MAX_HEADER + " characters",
              dots[0] + " characters",
              null));
    }
    int from = 0;
    for (int i = 0; i < segments; i++) {
      int to = i == segments - 1 ? token.length() : dots[i];
      // RFC 7516 section 5.1 step 5: only the encrypted key of a JWE may be empty.
      if (to == from && !(segments == 5 && i == 1)) {
        String hint = segments == 3 && i == 2 ? "the token is not signed" : null;
        throw otherCharacterOr(
            token, malformed("segments that are not empty", "an empty one", hint));
      }
      if (to > from && !Base64Url.endsWell(to - from, token.charAt(to - 1))) {
        throw otherCharacterOr(token, leftOver());
      }
      from = to + 1;
    }
  }

  private static TokenRejectedException wrongSegments() {
    return malformed("3 segments (JWS) or 5 (JWE)", "another number", "is it a JWT at all?");
  }

  private static TokenRejectedException leftOver() {
    return malformed("whole bytes of base64url", "a segment with bits left over", null);
  }

  private static String hint(char c) {
    return switch (c) {
      case ' ' -> "give the token itself: without the word Bearer before it, and without spaces";
      case '=' -> "base64url in tokens has no padding";
      case '{' -> "only the compact form is accepted, not JSON";
      default -> "is it a JWT at all?";
    };
  }

  private static TokenRejectedException malformed(
      String expected, String found, @Nullable String hint) {
    return new TokenRejectedException(RejectionReason.MALFORMED, null, expected, found, hint);
  }
}
