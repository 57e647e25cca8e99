package io.crossauth.benchmarks.athand;

import io.crossauth.benchmarks.peers.Verifier;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ours: what a call takes from memory. */
final class OurLanes implements AutoCloseable {

  /** The lane that the others are measured by. */
  static final String SOURCE = "ours, token of a service";

  static final String SESSION = "ours, token of a session";

  private static final String OPAQUE = "opaque-token-of-alice-0123456789abcdef";
  private static final String ALICE = "session-of-alice";

  private final OAuthClient client;
  private final OAuthTokenConsumer consumer;

  OurLanes(Provider provider) {
    this.client = provider.client();
    this.consumer =
        OAuthTokenConsumer.builder(Provider.ISSUER)
            .audience(Provider.AUDIENCE)
            .opaqueTokens(client.introspection().opaqueTokenCheck(Duration.ofMinutes(10)))
            .transport(provider)
            .build();
  }

  Map<String, Verifier> all() {
    TokenSource source = client.tokenSource("orders:write");
    TokenManager sessions = client.tokenManager(TokenStore.inMemory());
    sessions.signedIn(ALICE, client.clientCredentialsFlow("orders:write"));
    VerifiedToken caller = opaque();
    TokenSource onBehalf = onBehalf(caller);
    Map<String, Verifier> lanes = new LinkedHashMap<>();
    lanes.put(SOURCE, unused -> source.accessToken().reveal());
    lanes.put(SESSION, unused -> sessions.accessToken(ALICE).reveal());
    lanes.put("ours, exchanged token", unused -> onBehalf.accessToken().reveal());
    lanes.put(
        "ours, exchanged token, source made anew",
        unused -> onBehalf(caller).accessToken().reveal());
    lanes.put("ours, opaque token checked", unused -> opaque().requireSubject());
    return lanes;
  }

  private VerifiedToken opaque() {
    return consumer.verify(OPAQUE, TokenType.ACCESS);
  }

  private TokenSource onBehalf(VerifiedToken caller) {
    return client.tokenSource(TokenExchange.of(caller).withAudience("orders"));
  }

  @Override
  public void close() {
    consumer.close();
    client.close();
  }
}
