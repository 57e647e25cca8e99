package io.crossauth.client.internal.call;

import io.crossauth.value.Secret;

/** What a request is authenticated with. */
public sealed interface Credential {

  /** Client authentication (RFC 6749 section 2.3). */
  enum Client implements Credential {
    /** By the client's own method. */
    AUTHENTICATION
  }

  /**
   * A token in the Authorization header (RFC 6750 section 2.1).
   *
   * @param scheme the scheme before the token: {@code Bearer}
   * @param token the token
   */
  record Token(String scheme, Secret token) implements Credential {}

  /** Nothing. */
  enum None implements Credential {
    /** A request of anybody. */
    NONE
  }

  /** Client authentication. */
  static Credential client() {
    return Client.AUTHENTICATION;
  }

  /** A token that is presented as {@code Bearer}, whatever the provider calls its access tokens. */
  static Credential bearer(Secret token) {
    return new Token("Bearer", token);
  }

  /** A token with its scheme. */
  static Credential token(String scheme, Secret token) {
    return new Token(scheme, token);
  }

  /** Nothing. */
  static Credential none() {
    return None.NONE;
  }
}
