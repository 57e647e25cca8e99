package io.crossauth.tokenconsumer.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to answer to a request that may not pass: a status, and the header that says why. Immutable.
 *
 * <p>It says which rule a token breaks, and nothing that was in the token. Where the resource
 * server checks DPoP proofs, it names the scheme {@code DPoP} too, or alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-7.1">RFC 9449 section 7.1</a>
 */
public final class BearerChallenge {

  /** The header that it goes into. */
  public static final String HEADER = "WWW-Authenticate";

  /** The header for the nonce of the next DPoP proof (RFC 9449 section 9). */
  public static final String NONCE_HEADER = "DPoP-Nonce";

  private final int status;
  private final String scheme;
  private final Map<String, String> parameters;
  private final String others;
  private final @Nullable String nonce;

  private BearerChallenge(
      int status,
      String scheme,
      Map<String, String> parameters,
      String others,
      @Nullable String nonce) {
    this.status = status;
    this.scheme = scheme;
    this.parameters = parameters;
    this.others = others;
    this.nonce = nonce;
  }

  static BearerChallenge of(int status, String scheme) {
    return new BearerChallenge(status, scheme, Map.of(), "", null);
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
    return new BearerChallenge(status, scheme, more, others, nonce);
  }

  /** The same that offers another scheme too. */
  BearerChallenge or(String challenge) {
    return new BearerChallenge(status, scheme, parameters, others + ", " + challenge, nonce);
  }

  /** The same with a nonce for the next proof. */
  BearerChallenge withNonce(String next) {
    return new BearerChallenge(status, scheme, parameters, others, next);
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

  /** {@return the scheme that it is of: {@code Bearer} or {@code DPoP}} */
  public String scheme() {
    return scheme;
  }

  /** {@return the nonce for the client's next proof: the header {@link #NONCE_HEADER}} */
  public Optional<String> nonce() {
    return Optional.ofNullable(nonce);
  }

  /** {@return every header of the answer: {@link #HEADER}, and {@link #NONCE_HEADER} if any} */
  public Map<String, String> headers() {
    return nonce == null ? Map.of(HEADER, header()) : Map.of(HEADER, header(), NONCE_HEADER, nonce);
  }

  /** {@return the value of the header {@code WWW-Authenticate}} */
  public String header() {
    StringBuilder text = new StringBuilder(scheme);
    String separator = " ";
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(separator).append(parameter.getKey());
      text.append("=\"").append(parameter.getValue()).append('"');
      separator = ", ";
    }
    return text.append(others).toString();
  }

  /** The status and the header. */
  @Override
  public String toString() {
    return status + " " + header();
  }
}
