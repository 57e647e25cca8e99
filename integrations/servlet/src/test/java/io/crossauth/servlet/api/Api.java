package io.crossauth.servlet.api;

import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;

/** A provider, and a resource server that trusts it. */
final class Api implements AutoCloseable {

  static final String AUDIENCE = "orders-api";

  final InProcessProvider provider = InProcessProvider.start();
  final OAuthTokenConsumer consumer =
      OAuthTokenConsumer.builder(provider.issuer().toString()).audience(AUDIENCE).build();
  final OAuthResourceServer server = OAuthResourceServer.builder(consumer).build();

  TokenDraft draft(String scope) {
    return provider.mint().withAudience(AUDIENCE).accessToken().claim("scope", scope);
  }

  /** The header for a good token. */
  String bearer(String scope) {
    return bearer(draft(scope));
  }

  static String bearer(TokenDraft token) {
    return "Authorization: Bearer " + token.compact();
  }

  @Override
  public void close() {
    consumer.close();
    provider.close();
  }
}
