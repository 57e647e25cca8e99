package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.manager.OAuthClientManager;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Form;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.redis.LettuceCalls;
import io.crossauth.redis.RedisStorage;
import io.crossauth.value.SealingKey;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** What a program keeps, and where. */
class StorageTest extends Playground {

  private final SealingKey key = SealingKey.ephemeral();

  @Test
  void sessionsAreKeptInFiles(@TempDir Path directory) {
    TokenManager sessions = client.tokenManager(TokenStore.encryptedFiles(directory, key));

    sessions.signedIn(
        "one", client.passwordFlow(username, password, "openid", "email").requireTokens());
    assertThat(sessions.accessToken("one").reveal()).isNotEmpty();
  }

  @Test
  void sessionsAreKeptInRedis() throws IOException {
    int port = freePort();
    RedisServer server = new RedisServer(port);
    server.start();
    String address = "redis://127.0.0.1:" + port;

    RedisClient redis = RedisClient.create(address);
    RedisStorage storage =
        RedisStorage.in(LettuceCalls.over(redis.connect()))
            .withSessionsForgotten(Duration.ofDays(30));

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .oneTimeStore(storage.oneTime())
            .build();
    SessionIndex index = storage.sessionIndex(key);
    TokenStore store = index.over(storage.tokens(key), Duration.ofDays(30));
    TokenManager sessions = client.tokenManager(store);

    RedisStorage careful = storage.withReplicas(1, Duration.ofSeconds(1)).withMinReplicas(1);

    sessions.signedIn(
        "one", client.passwordFlow(username, password, "openid", "email").requireTokens());
    assertThat(sessions.accessToken("one").reveal()).isNotEmpty();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> careful.tokens(key).find("one"))
        .withMessageContaining("min-replicas-to-write");
    client.close();
    redis.shutdown();
    server.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @Test
  void everythingIsKeptInADatabase(@TempDir Path directory) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:file:" + directory.resolve("crossauth"));
    DataSource dataSource = h2;

    JdbcStorage storage = JdbcStorage.in(dataSource).withSessionsForgotten(Duration.ofDays(30));
    storage.createTables();

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .oneTimeStore(storage.oneTime())
            .build();
    SessionIndex index = storage.sessionIndex(key);
    TokenStore store = index.over(storage.tokens(key), Duration.ofDays(30));
    TokenManager sessions = client.tokenManager(store);
    OAuthClientManager manager = OAuthClientManager.builder(storage.clients()).build();

    sessions.signedIn(
        "one", client.passwordFlow(username, password, "openid", "email").requireTokens());
    assertThat(sessions.accessToken("one").reveal()).isNotEmpty();
    assertThat(manager.createClient("Shop", List.of()).client().version()).isEqualTo(1);

    int forgotten = storage.forgetSessions(Duration.ofDays(30));
    assertThat(forgotten).isZero();
    client.close();
  }

  @Test
  void aLogoutEndsTheSessionsOfAllNodes() {
    SessionIndex index = SessionIndex.inMemory();
    TokenStore store = index.over(TokenStore.inMemory(), Duration.ofDays(30));
    TokenManager sessions = client.tokenManager(store);
    Form form = Form.of("logout_token", "not-a-token");

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(
            () -> {
              BackChannelLogout logout = client.logout().backChannel(form);
              int ended = logout.endSessions(index, sessions);
              assertThat(ended).isZero();
            });
  }

  @Test
  void aProgramEndsItsRenewalsBeforeItself() throws Exception {
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .neverRepeatLostRefresh()
            .build();
    TokenManager sessions = client.tokenManager(TokenStore.inMemory());
    System.Logger log = System.getLogger("shop");

    Thread end =
        new Thread(
            () -> {
              if (!sessions.drain(Duration.ofSeconds(30))) {
                log.log(Level.WARNING, "sessions that are not saved: " + sessions.unsaved());
              }
              client.close();
            });
    Runtime.getRuntime().addShutdownHook(end);

    assertThat(Runtime.getRuntime().removeShutdownHook(end)).isTrue();
    end.start();
    end.join();
    assertThat(sessions.drain(Duration.ZERO)).isTrue();
  }
}
