package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.session.TokenManager;
import io.crossauth.platform.Platform;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@DisplayName("Nodes that share the sessions of a database")
class SharedSessionTest {

  private static final int THREADS = 8;
  private static final int ROUNDS = 10;
  private static final int TEN = 10;
  private static final int CALLS_OF_A_NODE = 5;
  private static final SealingKey KEY = SealingKey.ephemeral();

  private final InProcessProvider provider = InProcessProvider.start();
  private final FakeTime clock = FakeTime.create();
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    pool.shutdownNow();
    provider.close();
  }

  @OneOfEach
  @DisplayName("B9: present each refresh token once, however many threads of both ask")
  void present_each_refresh_token_once(Kind kind) throws Exception {
    DataSource database = kind.fresh();
    try (OAuthClient one = client();
        OAuthClient other = client()) {
      List<TokenManager> nodes = List.of(manager(one, database), manager(other, database));
      nodes.get(0).signedIn("alice's", login(one).tokens());

      for (int round = 1; round <= ROUNDS; round++) {
        clock.advance(Duration.ofMinutes(10));
        assertThat(askAtOnce(nodes, THREADS)).hasSize(1);
      }
    }

    List<String> presented = presentedRefreshTokens();
    assertThat(presented).hasSize(ROUNDS).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("W-13: 50 parallel calls on 10 nodes are one refresh")
  void fifty_parallel_calls_on_ten_nodes_are_one_refresh() throws Exception {
    List<OAuthClient> clients = new ArrayList<>();
    List<TokenManager> nodes = new ArrayList<>();
    List<JdbcConnectionPool> pools = new ArrayList<>();
    String address = Databases.empty();
    try {
      for (int i = 0; i < TEN; i++) {
        JdbcConnectionPool database = Databases.pooledPostgres(address);
        pools.add(database);
        OAuthClient client = client();
        clients.add(client);
        nodes.add(manager(client, database));
      }
      nodes.get(0).signedIn("alice's", login(clients.get(0)).tokens());

      for (int round = 1; round <= ROUNDS; round++) {
        clock.advance(Duration.ofMinutes(10));
        assertThat(askAtOnce(nodes, CALLS_OF_A_NODE)).hasSize(1);
        assertThat(presentedRefreshTokens()).hasSize(round).doesNotHaveDuplicates();
      }
    } finally {
      clients.forEach(OAuthClient::close);
      pools.forEach(JdbcConnectionPool::dispose);
    }
  }

  private Set<String> askAtOnce(List<TokenManager> nodes, int threads) throws Exception {
    CyclicBarrier together = new CyclicBarrier(threads * nodes.size());
    List<Future<Secret>> asked = new ArrayList<>();
    for (TokenManager node : nodes) {
      for (int i = 0; i < threads; i++) {
        asked.add(
            pool.submit(
                () -> {
                  together.await();
                  return node.accessToken("alice's");
                }));
      }
    }
    Set<String> tokens = new HashSet<>();
    for (Future<Secret> token : asked) {
      tokens.add(token.get().reveal());
    }
    return tokens;
  }

  private List<String> presentedRefreshTokens() {
    return provider.requests(Endpoint.TOKEN).stream()
        .map((RecordedRequest request) -> request.formParameter("refresh_token"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static PasswordOutcome.SignedIn login(OAuthClient client) {
    return (PasswordOutcome.SignedIn)
        client.passwordFlow(
            TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), "email");
  }

  private static TokenManager manager(OAuthClient client, DataSource database) {
    return client.tokenManager(JdbcStorage.in(database).tokens(KEY));
  }

  /** The date is ours; waiting is real. */
  private OAuthClient client() {
    return OAuthClient.builder(provider.issuer().toString())
        .clientId(TestClients.PASSWORD)
        .clientSecret(Secret.of(TestClients.SECRET))
        .platform(Platform.system().withClock(clock))
        .build();
  }
}
