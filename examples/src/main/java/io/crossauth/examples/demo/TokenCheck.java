package io.crossauth.examples.demo;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks access tokens as the API would that gets them. ID tokens the client has checked. */
record TokenCheck(Supplier<OAuthTokenConsumer> api) {

  /** What was checked, in a few words. */
  String check(OAuthTokenResponse tokens) {
    VerifiedToken access = api.get().verify(tokens.accessToken().reveal(), TokenType.ACCESS);
    return idToken(tokens.idToken()) + "access " + access.algorithm();
  }

  /** Who logged in and how that is signed; empty text for a client that came for itself. */
  static String idToken(Optional<VerifiedToken> idToken) {
    return idToken
        .map(
            id ->
                id.string("preferred_username").orElseGet(id::requireSubject)
                    + ": ID "
                    + id.algorithm()
                    + ", ")
        .orElse("");
  }
}
