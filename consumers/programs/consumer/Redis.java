package consumer;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.redis.LettuceCalls;
import io.crossauth.redis.RedisStorage;
import io.crossauth.value.SealingKey;
import io.lettuce.core.RedisClient;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** Keeps the tokens of a login in Redis. */
public final class Redis implements Part {

  @Override
  public void run(Provider provider) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    RedisServer server = new RedisServer(port);
    server.start();
    RedisClient redis = RedisClient.create("redis://127.0.0.1:" + port);
    try (OAuthClient client = Client.client(provider)) {
      TokenStore store =
          RedisStorage.in(LettuceCalls.over(redis.connect())).tokens(SealingKey.ephemeral());
      OAuthTokenResponse tokens = Client.login(client, provider);
      StoredTokens stored = StoredTokens.of(tokens);
      store.put("session", stored);
      Part.check(
          store.find("session").orElseThrow().accessToken().equals(stored.accessToken()),
          "the same token");
    } finally {
      redis.shutdown();
      server.stop();
    }
  }
}
