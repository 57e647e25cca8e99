package io.crossauth.tokenconsumer.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What to answer to a request that may not pass: a status, and the header that says why. Immutable.
 *
 * <p>It says which rule a token breaks, and nothing that was in the token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 */
public final class BearerChallenge {

  /** The header that it goes into. */
  public static final String HEADER = "WWW-Authenticate";

  private final int status;
  private final Map<String, String> parameters;

  private BearerChallenge(int status, Map<String, String> parameters) {
    this.status = status;
    this.parameters = parameters;
  }

  static BearerChallenge of(int status) {
    return new BearerChallenge(status, Map.of());
  }

  /** The same with an error. */
  BearerChallenge withError(String error, String description) {
    return with("error", error).with("error_description", description);
  }

  /** The same with one more parameter; the empty text adds none. */
  BearerChallenge with(String name, String value) {
    if (value.isEmpty()) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, Quoted.text(name, value));
    return new BearerChallenge(status, more);
  }

  /** {@return the HTTP status: 400, 401 or 403} */
  public int status() {
    return status;
  }

  /** {@return the error: {@code invalid_token}; empty if the request had no token at all} */
  public Optional<String> error() {
    return parameter("error");
  }

  /**
   * {@return a parameter by its name, as {@code scope} or {@code resource_metadata}}
   *
   * @param name the parameter's name
   */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** {@return the value of the header {@code WWW-Authenticate}} */
  public String header() {
    StringBuilder text = new StringBuilder("Bearer");
    String separator = " ";
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(separator).append(parameter.getKey());
      text.append("=\"").append(parameter.getValue()).append('"');
      separator = ", ";
    }
    return text.toString();
  }

  /** The status and the header. */
  @Override
  public String toString() {
    return status + " " + header();
  }
}
