package io.crossauth.examples.playground;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.redaction.Redaction;
import java.net.URI;
import java.util.List;

/** What may be shown of a request: secrets are known by their names, or by their looks. */
final class Shown {

  private static final int LONGEST = 240;

  private Shown() {}

  static WireEntry.Field field(String name, String value) {
    return new WireEntry.Field(name, cut(Redaction.redact(name, value)));
  }

  /** {@code Authorization}: its scheme is no secret, and says how the token travels. */
  static WireEntry.Field credentials(String value) {
    int blank = value.indexOf(' ');
    String scheme = blank < 0 ? "" : value.substring(0, blank) + " ";
    return new WireEntry.Field("Authorization", scheme + Redaction.MASK);
  }

  /** The parameters of a query or a form. */
  static List<WireEntry.Field> parameters(String encoded) {
    try {
      return Form.parse(encoded).fields().stream()
          .map(parameter -> field(parameter.name(), parameter.value()))
          .toList();
    } catch (IllegalArgumentException | InvalidResponseException e) {
      return List.of(new WireEntry.Field("query", "not well encoded"));
    }
  }

  /** An address without its query. */
  static String address(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  static String text(String body) {
    return cut(Redaction.redact(body));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
