package io.crossauth.internal.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code WWW-Authenticate}: a list of challenges, whose parameters are lists with the
 * same commas. Linear; each character is looked at a few times at most.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.3">RFC 9110 sections 11.3 and
 *     5.6</a>
 */
final class ChallengeField {

  private static final int MOST_CHARACTERS = 8192;
  private static final int MOST_CHALLENGES = 16;

  private static final String OF_TOKENS = "!#$%&'*+-.^_`|~";
  private static final String OF_TOKEN68 = "-._~+/";

  private final String text;
  private int at;
  private final List<AuthChallenge> challenges = new ArrayList<>();
  private @Nullable String scheme;
  private Map<String, String> parameters = new LinkedHashMap<>();

  private ChallengeField(String text) {
    this.text = text;
  }

  /** The challenges; none if the field is not such a list, or too long. */
  static List<AuthChallenge> read(String field) {
    if (field.length() > MOST_CHARACTERS) {
      return List.of();
    }
    ChallengeField reading = new ChallengeField(field);
    return reading.isRead() && reading.challenges.size() <= MOST_CHALLENGES
        ? List.copyOf(reading.challenges)
        : List.of();
  }

  private boolean isRead() {
    while (at < text.length()) {
      skip(" \t");
      // RFC 9110 section 5.6.1.2: empty elements do not count.
      if (at < text.length() && text.charAt(at) != ',' && !element()) {
        return false;
      }
      skip(" \t");
      if (at < text.length() && text.charAt(at++) != ',') {
        return false;
      }
    }
    end();
    return true;
  }

  /** A parameter of the challenge that has begun, or the beginning of the next one. */
  private boolean element() {
    int begin = at;
    if (scheme != null && parameter()) {
      return true;
    }
    at = begin;
    String name = token();
    if (name.isEmpty()) {
      return false;
    }
    end();
    scheme = name;
    return at >= text.length() || text.charAt(at) != ' ' || begins();
  }

  /** What stands right behind a scheme: nothing, a parameter, or a token68. */
  private boolean begins() {
    skip(" \t");
    int begin = at;
    if (at >= text.length() || text.charAt(at) == ',' || parameter()) {
      return true;
    }
    at = begin;
    return token68();
  }

  /** Reads {@code name=value}; false, and it does not matter where we are, if there is none. */
  private boolean parameter() {
    String name = token().toLowerCase(Locale.ROOT);
    skip(" \t");
    if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
      return false;
    }
    at++;
    skip(" \t");
    Optional<String> value = value();
    // Section 11.2: a parameter occurs once in a challenge.
    return value.isPresent() && isOver() && parameters.putIfAbsent(name, value.get()) == null;
  }

  private Optional<String> value() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    return Optional.of(token()).filter(value -> !value.isEmpty());
  }

  private Optional<String> quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && ++at == text.length()) {
        return Optional.empty();
      }
      char c = text.charAt(at++);
      if (c != '\t' && (c < ' ' || c == 127)) {
        return Optional.empty();
      }
      value.append(c);
    }
    at++;
    return at > text.length() ? Optional.empty() : Optional.of(value.toString());
  }

  /** What Negotiate and its like say; nobody here needs it. */
  private boolean token68() {
    int begin = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || has(OF_TOKEN68))) {
      at++;
    }
    boolean some = at > begin;
    skip("=");
    return some && isOver();
  }

  private String token() {
    int begin = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || has(OF_TOKENS))) {
      at++;
    }
    return text.substring(begin, at);
  }

  /** Whether an element ends here. */
  private boolean isOver() {
    skip(" \t");
    return at >= text.length() || text.charAt(at) == ',';
  }

  private void end() {
    if (scheme != null) {
      challenges.add(new AuthChallenge(scheme, parameters));
    }
    parameters = new LinkedHashMap<>();
  }

  private boolean has(String characters) {
    return characters.indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private void skip(String characters) {
    while (at < text.length() && has(characters)) {
      at++;
    }
  }
}
