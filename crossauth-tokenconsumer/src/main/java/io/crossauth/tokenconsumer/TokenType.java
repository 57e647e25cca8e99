package io.crossauth.tokenconsumer;

/**
 * The kinds of token, each with rules of its own; a token of one kind is never taken for another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.12">RFC 8725 section 3.12</a>
 */
public enum TokenType {
  /** A token for a resource server. */
  ACCESS,
  /** A token that tells a client who logged in. */
  ID,
  /** A refresh token that is a JWT, as crossauth's and Keycloak's are; it must say that it is. */
  REFRESH,
  /** A provider's message that a login is over (OpenID Connect Back-Channel Logout 1.0). */
  LOGOUT,
  /** A signed answer of the userinfo endpoint (OpenID Connect Core section 5.3.2). */
  USERINFO,
  /** A signed answer of the introspection endpoint (RFC 9701). */
  INTROSPECTION
}
