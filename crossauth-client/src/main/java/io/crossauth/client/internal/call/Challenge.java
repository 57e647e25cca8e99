package io.crossauth.client.internal.call;

import java.util.ArrayList;
import java.util.List;

/**
 * One challenge of an answer. Reading is linear, and content with whatever it finds: what cannot be
 * read is not there.
 *
 * @param scheme the scheme, as it was sent; empty for parameters that follow no scheme
 * @param error the parameter {@code error}; empty if there is none; said twice, it is neither
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110 section 11.6.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 */
public record Challenge(String scheme, String error) {

  /** RFC 9449 sections 8 and 9: the request may be sent again, with the nonce of the answer. */
  public static final String USE_DPOP_NONCE = "use_dpop_nonce";

  /** Whether one of the challenges to DPoP asks for a nonce. */
  public static boolean asksForNonce(List<String> fields) {
    return fields.stream()
        .flatMap(field -> all(field).stream())
        .anyMatch(c -> c.scheme.equalsIgnoreCase("DPoP") && c.error.equals(USE_DPOP_NONCE));
  }

  /**
   * The challenges of one {@code WWW-Authenticate} field.
   *
   * @param field its value, of which 8192 characters are read
   */
  public static List<Challenge> all(String field) {
    return new Reader(field).all();
  }

  private static final class Reader {

    private static final int MAX_CHARACTERS = 8192;

    private final String text;
    private final List<Challenge> found = new ArrayList<>();
    private int at;
    private String scheme = "";
    private String error = "";

    Reader(String field) {
      this.text = field.length() > MAX_CHARACTERS ? field.substring(0, MAX_CHARACTERS) : field;
    }

    List<Challenge> all() {
      while (at < text.length()) {
        skip(" \t,");
        String name = word();
        if (name.isEmpty()) {
          // Not the start of anything: go on behind it.
          at++;
        } else if (!parameter(name)) {
          end();
          scheme = name;
        }
      }
      end();
      return found;
    }

    private void end() {
      if (!scheme.isEmpty()) {
        found.add(new Challenge(scheme, error));
      }
      error = "";
    }

    /** Reads the value of a parameter; false if the name is that of a scheme. */
    private boolean parameter(String name) {
      int before = at;
      skip(" \t");
      if (at >= text.length() || text.charAt(at) != '=') {
        at = before;
        return false;
      }
      at++;
      skip(" \t");
      String value = at < text.length() && text.charAt(at) == '"' ? quoted() : word();
      if (name.equalsIgnoreCase("error")) {
        error = error.isEmpty() ? value : error + " " + value;
      }
      return true;
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
        at++;
      }
      at++;
      return value.toString();
    }

    private String word() {
      int start = at;
      while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
