package io.crossauth.benchmarks.stress;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;

/** A provider, and a consumer that has not asked it for anything yet. */
final class Site implements AutoCloseable {

  private static final String KEYS = "stress";

  private final InProcessProvider provider = InProcessProvider.builder().keySet(KEYS).start();
  private final OAuthTokenConsumer consumer;

  private Site(Platform platform) {
    this.consumer =
        OAuthTokenConsumer.builder(provider.issuer().toString())
            .audience(TestClients.AUDIENCE)
            .platform(platform)
            .build();
  }

  static Site open(Platform platform) {
    makeKeys();
    return new Site(platform);
  }

  /** Providers of one name have the same keys, and making them must not count. */
  private static void makeKeys() {
    try (InProcessProvider other = InProcessProvider.builder().keySet(KEYS).start();
        OAuthTokenConsumer warm =
            OAuthTokenConsumer.builder(other.issuer().toString())
                .audience(TestClients.AUDIENCE)
                .build()) {
      other.rotateKeys();
      warm.verify(other.mint().accessToken().compact(), TokenType.ACCESS);
    }
  }

  InProcessProvider provider() {
    return provider;
  }

  OAuthTokenConsumer consumer() {
    return consumer;
  }

  String token() {
    return provider.mint().accessToken().compact();
  }

  /** Whether a token is accepted; a rejection is an answer, everything else is thrown. */
  boolean accepts(String token) {
    try {
      consumer.verify(token, TokenType.ACCESS);
      return true;
    } catch (TokenRejectedException e) {
      return false;
    }
  }

  int fetches() {
    return provider.count(Endpoint.JWKS);
  }

  @Override
  public void close() {
    consumer.close();
    provider.close();
  }
}
