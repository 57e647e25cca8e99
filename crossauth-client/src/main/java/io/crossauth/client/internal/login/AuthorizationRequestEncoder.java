package io.crossauth.client.internal.login;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.stream.Collectors;

/**
 * Makes the address that the browser is sent to from the parameters of an authorization request.
 * Others than the query put them into a request object (RFC 9101) or push them first (RFC 9126).
 */
@FunctionalInterface
public interface AuthorizationRequestEncoder {

  /**
   * The address.
   *
   * @param endpoint the authorization endpoint, checked for a browser
   * @param parameters all parameters of the request, in their order
   * @param options what the login has been asked for by; its parameters are among those above
   */
  URI encode(URI endpoint, Form parameters, LoginOptions options);

  /** The same, where what is sent to the server directly proves possession of this key. */
  default AuthorizationRequestEncoder provenBy(Secret key) {
    return this;
  }

  /** All parameters in the query (RFC 6749 section 4.1.1). */
  static AuthorizationRequestEncoder query() {
    return (endpoint, parameters, options) -> {
      // RFC 6749 section 3.1: a query that is there already must be kept.
      String base = endpoint.toString();
      String join = endpoint.getRawQuery() == null ? "?" : base.endsWith("?") ? "" : "&";
      // In a query a space is %20: some servers do not read the plus sign as one.
      String query =
          parameters.fields().stream()
              .map(f -> Form.encode(f.name()) + "=" + Form.encode(f.value()).replace("+", "%20"))
              .collect(Collectors.joining("&"));
      return URI.create(base + join + query);
    };
  }
}
