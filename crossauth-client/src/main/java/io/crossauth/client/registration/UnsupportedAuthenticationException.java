package io.crossauth.client.registration;

import io.crossauth.error.CrossauthException;
import io.crossauth.internal.text.Printable;

/**
 * The server has registered a client authentication that its answer alone cannot give ({@code
 * registration.auth_method}): one by a key or a certificate, which are the program's, or one that
 * this version does not know. Immutable and safe for use by many threads.
 *
 * @see ClientInformation#authentication
 */
public final class UnsupportedAuthenticationException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final String method;

  UnsupportedAuthenticationException(String method) {
    super(
        "registration.auth_method",
        "client authentication: expected one by secret or none, found "
            + Printable.of(method, 40)
            + "; "
            + hint(method),
        null);
    this.method = Printable.of(method, 40);
  }

  private static String hint(String method) {
    return switch (method) {
      case "private_key_jwt" -> "give its key to the client's builder: clientKey";
      case "tls_client_auth", "self_signed_tls_client_auth" ->
          "this version does not take it over from a registration yet: give the client's builder its"
              + " tlsIdentity, and ClientAuthentication.none(), which sends the client id alone";
      default -> "this version does not know it; register another token_endpoint_auth_method";
    };
  }

  /**
   * The method that the server has registered.
   *
   * @return the value of {@code token_endpoint_auth_method}: {@code tls_client_auth}, at most 40
   *     printable characters
   */
  public String method() {
    return method;
  }
}
