package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.session.TokenManager;
import io.crossauth.error.CrossauthException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

@Timeout(180)
@DisplayName("Two nodes of one application, with a store that they share")
class SharedStoresTest {

  private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";

  private final InProcessProvider provider = InProcessProvider.start();
  private final List<AutoCloseable> closing = new ArrayList<>(List.of(provider));

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable thing : closing) {
      thing.close();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Node {}

  private ConfigurableApplicationContext node(String... settings) {
    ConfigurableApplicationContext node =
        new SpringApplicationBuilder(Node.class)
            .web(WebApplicationType.NONE)
            .registerShutdownHook(false)
            .properties(
                "spring.main.banner-mode=off",
                "logging.level.root=ERROR",
                "crossauth.sealing-keys=" + KEY,
                "crossauth.client.shop.issuer=" + provider.issuer(),
                "crossauth.client.shop.client-id=" + TestClients.CONFIDENTIAL,
                "crossauth.client.shop.client-secret=" + TestClients.SECRET,
                "crossauth.client.shop.response-timeout=1m",
                "crossauth.client.shop.call-timeout=1m")
            .properties(settings)
            .run();
    closing.add(0, node);
    return node;
  }

  private String[] redis(int port) {
    return new String[] {
      "crossauth.client.shop.store=redis",
      "spring.data.redis.host=127.0.0.1",
      "spring.data.redis.port=" + port
    };
  }

  private void start(int port) throws IOException {
    RedisServer server =
        RedisServer.builder().bind("127.0.0.1").port(port).setting("save \"\"").build();
    server.start();
    closing.add(server::stop);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static TokenManager sessions(ConfigurableApplicationContext node) {
    return node.getBean(TokenManager.class);
  }

  private static String logIn(ConfigurableApplicationContext node) {
    PasswordOutcome outcome =
        node.getBean(OAuthClient.class)
            .passwordFlow(TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)));
    sessions(node).signedIn("s-1", ((PasswordOutcome.SignedIn) outcome).tokens());
    return sessions(node).accessToken("s-1").reveal();
  }

  @Test
  @DisplayName("redis: a session begun on one is there on the other, and ends on both")
  void redis_is_shared() throws Exception {
    int port = freePort();
    start(port);
    ConfigurableApplicationContext one = node(redis(port));
    ConfigurableApplicationContext other = node(redis(port));

    String token = logIn(one);

    assertThat(sessions(other).accessToken("s-1").reveal()).isEqualTo(token);
    sessions(other).signedOut("s-1");
    assertThat(sessions(one).tokens("s-1")).isEmpty();
  }

  @Test
  @DisplayName("redis: the server sees no token, and keeps what an application leaves")
  void redis_is_sealed() throws Exception {
    int port = freePort();
    start(port);
    ConfigurableApplicationContext first = node(redis(port));
    String token = logIn(first);

    StringRedisTemplate server = first.getBean(StringRedisTemplate.class);
    Set<String> keys = Objects.requireNonNull(server.keys("crossauth*"));
    assertThat(keys).isNotEmpty();
    for (String key : keys) {
      assertThat(key).doesNotContain("s-1");
      if (server.type(key) == DataType.STRING) {
        assertThat(server.opsForValue().get(key)).doesNotContain(token);
      }
    }

    first.close();
    assertThat(sessions(node(redis(port))).accessToken("s-1").reveal()).isEqualTo(token);
  }

  @Test
  @DisplayName("redis: the start needs no server, and the first use after it is up finds it")
  void redis_comes_later() throws Exception {
    int port = freePort();
    ConfigurableApplicationContext node = node(redis(port));
    assertThatThrownBy(() -> sessions(node).tokens("s-1")).isInstanceOf(CrossauthException.class);

    start(port);

    assertThat(sessions(node).tokens("s-1")).isEmpty();
    assertThat(logIn(node)).isNotEmpty();
  }

  @Test
  @DisplayName("jdbc: a session begun on one is there on the other, and ends on both")
  void jdbc_is_shared() {
    String[] database = {
      "crossauth.client.shop.store=jdbc",
      "crossauth.create-tables=true",
      "spring.datasource.url=jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1"
    };
    ConfigurableApplicationContext one = node(database);
    ConfigurableApplicationContext other = node(database);

    String token = logIn(one);

    assertThat(sessions(other).accessToken("s-1").reveal()).isEqualTo(token);
    sessions(other).signedOut("s-1");
    assertThat(sessions(one).tokens("s-1")).isEmpty();
  }
}
