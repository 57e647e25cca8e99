package io.crossauth.client.resource;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads what a server says against a token. Linear, and content with whatever it finds: what cannot
 * be read is not there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110 section 11.6.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 */
final class TokenChallenges {

  private static final int MAX_CHARACTERS = 8192;

  private static final Set<String> OVER = Set.of("invalid_token", "expired_token", "token_expired");

  private final String text;
  private final Set<String> schemes;
  private int at;
  private boolean ofTokens;
  private String error = "";

  private TokenChallenges(String text, Set<String> schemes) {
    this.schemes = schemes;
    this.text = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
  }

  /**
   * Whether another token may help: no challenge, or one to tokens without another error.
   *
   * @param schemes the schemes of challenges to tokens, in lower case
   */
  static boolean wantAnother(List<String> fields, Set<String> schemes) {
    return fields.isEmpty()
        || fields.stream().anyMatch(f -> new TokenChallenges(f, schemes).wantAnother());
  }

  private boolean wantAnother() {
    while (at < text.length()) {
      skip(" \t,");
      String name = word();
      if (name.isEmpty()) {
        // Not the start of anything: go on behind it.
        at++;
      } else if (!parameter(name)) {
        if (tokenIsOver()) {
          return true;
        }
        begin(name);
      }
    }
    return tokenIsOver();
  }

  private boolean tokenIsOver() {
    return ofTokens && (error.isEmpty() || OVER.contains(error));
  }

  private void begin(String scheme) {
    ofTokens = schemes.contains(scheme.toLowerCase(Locale.ROOT));
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
      // Said twice, it is neither.
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
