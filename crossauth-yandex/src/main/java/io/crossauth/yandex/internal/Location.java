package io.crossauth.yandex.internal;

import io.crossauth.internal.http.References;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the field {@code Location} as browsers do, who take more than RFC 3986 allows: blanks
 * around it are cut off, tabs and line breaks taken out, and characters that an address may not
 * have are escaped. A name of other letters is written in ASCII, so that the list of hosts refuses
 * it by its name.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-basic-url-parser">URL Standard, basic URL
 *     parser</a>
 */
final class Location {

  /** Scheme and host of an address, or the host alone, and what follows. */
  private static final Pattern AUTHORITY =
      Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*+:)?+//)([^/?#]*+)(.*+)", Pattern.DOTALL);

  private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

  private Location() {}

  /** Where it leads; without its fragment. Empty for what no browser could open either. */
  static Optional<URI> resolve(URI current, String field) {
    String text = utf8(field).strip().replaceAll("[\\t\\r\\n]", "").replace('\\', '/');
    int fragment = text.indexOf('#');
    String address = fragment < 0 ? text : text.substring(0, fragment);
    Matcher parts = AUTHORITY.matcher(address);
    try {
      String clean =
          parts.matches()
              ? parts.group(1) + ascii(parts.group(2)) + escaped(parts.group(3))
              : escaped(address);
      return Optional.of(References.resolve(current, new URI(clean)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Header fields come as Latin-1; servers write UTF-8 into this one. */
  private static String utf8(String field) {
    if (field.chars().anyMatch(c -> c > 0xff)) {
      return field;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(field.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return field;
    }
  }

  private static String ascii(String authority) {
    if (authority.chars().allMatch(c -> c > ' ' && c <= '~')) {
      return authority;
    }
    return IDN.toASCII(authority, IDN.ALLOW_UNASSIGNED);
  }

  private static String escaped(String rest) {
    StringBuilder out = new StringBuilder(rest.length());
    byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || ALLOWED.indexOf(c) >= 0;
      if (plain && !(c == '%' && !isEscape(bytes, i)) && c != '[' && c != ']') {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }
}
