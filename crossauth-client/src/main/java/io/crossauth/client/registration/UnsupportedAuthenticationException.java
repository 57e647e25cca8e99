package io.crossauth.client.registration;

import io.crossauth.error.CrossauthException;
import io.crossauth.internal.text.Printable;

/**
 * The server has registered a client authentication that its answer alone cannot give ({@code
 * registration.auth_method}): one by a key, which is the program's, one by a secret that the answer
 * does not have, or one that this version does not know. Immutable and safe for use by many
 * threads.
 *
 * @see ClientInformation#authentication
 */
public final class UnsupportedAuthenticationException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final String method;

  private UnsupportedAuthenticationException(String method, String expected, String hint) {
    super(
        "registration.auth_method",
        "client authentication: expected "
            + expected
            + ", found "
            + Printable.of(method, 40)
            + "; "
            + hint,
        null);
    this.method = Printable.of(method, 40);
  }

  UnsupportedAuthenticationException(String method) {
    this(method, "a method by a secret or a certificate, or none", hint(method));
  }

  static UnsupportedAuthenticationException withoutSecret(String method) {
    return new UnsupportedAuthenticationException(
        method,
        "one that needs no client_secret, since the server gave none",
        "register the client anew, or give the client's builder its clientSecret");
  }

  private static String hint(String method) {
    return method.equals("private_key_jwt")
        ? "give its key to the client's builder: clientKey"
        : "this version does not know it; register another token_endpoint_auth_method";
  }

  /**
   * The method that the server has registered.
   *
   * @return the value of {@code token_endpoint_auth_method}: {@code private_key_jwt}, at most 40
   *     printable characters
   */
  public String method() {
    return method;
  }
}
