package io.crossauth.tokenconsumer;

import io.crossauth.tokenconsumer.internal.check.TokenKind;

/**
 * The kinds of token, each with rules of its own; a token of one kind is never taken for another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.12">RFC 8725 section 3.12</a>
 */
public enum TokenType {
  /** A token for a resource server (RFC 9068). */
  ACCESS(TokenKind.ACCESS),
  /** A token that tells a client who logged in (OpenID Connect Core section 2). */
  ID(TokenKind.ID),
  /** A refresh token that is a JWT, as crossauth's and Keycloak's are; it must say that it is. */
  REFRESH(TokenKind.REFRESH),
  /** A provider's message that a login is over (OpenID Connect Back-Channel Logout 1.0). */
  LOGOUT(TokenKind.LOGOUT),
  /** A signed answer of the userinfo endpoint (OpenID Connect Core section 5.3.2). */
  USERINFO(TokenKind.USERINFO),
  /** A signed answer of the introspection endpoint (RFC 9701). */
  INTROSPECTION(TokenKind.INTROSPECTION),
  /** An authorization response that is a JWT (JARM), which the browser brings. */
  AUTHORIZATION_RESPONSE(TokenKind.AUTHORIZATION_RESPONSE);

  private final TokenKind kind;

  TokenType(TokenKind kind) {
    this.kind = kind;
  }

  TokenKind kind() {
    return kind;
  }

  /**
   * Whether it must be signed by an algorithm that the metadata lists for ID tokens: OpenID Connect
   * Back-Channel Logout 1.0 section 2.6 step 3.
   */
  boolean signedAsIdToken() {
    return this == ID || this == LOGOUT;
  }

  /** Whether it is fetched, not brought; whether it is encrypted is then agreed upon apart. */
  boolean answer() {
    return this == USERINFO || this == INTROSPECTION;
  }

  /** Whether whoever asked for it counts how often it comes; it then needs no {@code jti}. */
  boolean countedByCaller() {
    return answer() || this == AUTHORIZATION_RESPONSE;
  }

  /** Whether it counts once: OpenID Connect Back-Channel Logout 1.0 section 2.6 step 8. */
  boolean onceOnly() {
    return this == LOGOUT;
  }
}
