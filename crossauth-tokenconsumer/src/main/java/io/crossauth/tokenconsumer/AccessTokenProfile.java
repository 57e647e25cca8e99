package io.crossauth.tokenconsumer;

/** How much an access token must say. The kinds of token stay apart in both. */
public enum AccessTokenProfile {
  /**
   * Issuer, audience and expiry always; a {@code typ} is refused only when it names another kind.
   * For the tokens of Keycloak, Auth0, Entra and most others; the default.
   */
  COMPATIBLE,
  /**
   * Everything that RFC 9068 asks for: header {@code typ} {@code at+jwt}, and the claims iss, exp,
   * aud, sub, client_id, iat and jti.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068 section 4</a>
   */
  RFC9068
}
