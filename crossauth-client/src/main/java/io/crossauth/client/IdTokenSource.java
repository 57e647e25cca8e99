package io.crossauth.client;

import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the ID tokens of a client come from: metadata that is given, or found. */
final class IdTokenSource {

  private IdTokenSource() {}

  static OAuthTokenConsumerBuilder of(
      String issuer, @Nullable OpenIdConfiguration given, @Nullable Discovery discovery) {
    OAuthTokenConsumerBuilder rules = OAuthTokenConsumer.builder(issuer);
    if (discovery != null) {
      return rules.discovery(discovery);
    }
    if (given == null) {
      return rules;
    }
    if (given.jwksUri().isEmpty()) {
      // An OAuth server with an issuer and no keys (RFC 8414) is no fault, until it sends an ID
      // token.
      rules.keys(request -> List.of());
    }
    return rules.configuration(given);
  }
}
