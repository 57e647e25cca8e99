package io.crossauth.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A challenge of an answer, read by the letter: what a client decides by it, such as whom to log in
 * with, must not hang on a guess. Immutable.
 *
 * @param scheme the authentication scheme in lower case: {@code bearer}
 * @param parameters its parameters, names in lower case, values without their quotes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110 section 11.6.1</a>
 */
public record AuthChallenge(String scheme, Map<String, String> parameters) {

  /** Names and values are copied. */
  public AuthChallenge {
    scheme = scheme.toLowerCase(Locale.ROOT);
    parameters = Map.copyOf(parameters);
  }

  /**
   * The challenges of the fields {@code WWW-Authenticate}, in their order. A field that breaks the
   * grammar, or says a parameter twice, has none: no part of it is believed.
   *
   * @param fields the values of the fields
   */
  public static List<AuthChallenge> in(List<String> fields) {
    return fields.stream().flatMap(field -> ChallengeField.read(field).stream()).toList();
  }

  /**
   * The challenges among the header fields of an answer, names in any case.
   *
   * @param headers values by names
   */
  public static List<AuthChallenge> in(Map<@Nullable String, List<String>> headers) {
    List<String> fields = new ArrayList<>();
    headers.forEach(
        (name, values) -> {
          if ("WWW-Authenticate".equalsIgnoreCase(name)) {
            fields.addAll(values);
          }
        });
    return in(fields);
  }

  /** Whether the scheme is this one, in any case. */
  public boolean is(String name) {
    return scheme.equals(name.toLowerCase(Locale.ROOT));
  }

  /** Whether an access token answers it: RFC 6750, RFC 9449 section 7.1. */
  public boolean isOfTokens() {
    return is("bearer") || is("dpop");
  }

  /** A parameter by its name, in any case. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
  }

  /** What a parameter lists with spaces, such as scopes; empty if it is not there. */
  public List<String> list(String name) {
    return parameter(name).stream()
        .flatMap(value -> List.of(value.split(" ")).stream())
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }

  /** The scheme and the names of the parameters: a value is a stranger's. */
  @Override
  public String toString() {
    return scheme + parameters.keySet();
  }
}
