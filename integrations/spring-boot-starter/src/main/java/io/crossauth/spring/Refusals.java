package io.crossauth.spring;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.BearerTokenError;

/** What callers are told. Why a token is refused is no help for those who try tokens. */
final class Refusals {

  static final String INVALID = "the access token is invalid";
  static final String OUTAGE = "the access token cannot be checked now: ";

  private Refusals() {}

  static BearerTokenError insufficient() {
    return new BearerTokenError(
        "insufficient_scope",
        HttpStatus.FORBIDDEN,
        "the access token does not allow this",
        "https://www.rfc-editor.org/rfc/rfc6750#section-3.1");
  }
}
