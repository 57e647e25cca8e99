package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.http.HttpTransport;
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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Nodes that share the sessions in Redis")
@Timeout(120)
class SharedSessionTest {

  private static final int NODES = 10;
  private static final int CALLS = 50;
  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration REST = Duration.ofDays(30);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final InProcessProvider provider = InProcessProvider.start();
  private final FakeTime clock = FakeTime.create();
  private final ExecutorService pool = Executors.newFixedThreadPool(CALLS);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final AtomicReference<Runnable> afterToken = new AtomicReference<>(() -> {});
  private final String prefix = Backend.freshPrefix();

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
    pool.shutdownNow();
    provider.close();
  }

  @ParameterizedTest(name = "W-13 50 parallel calls on ten nodes make one refresh, {0}")
  @ValueSource(strings = {"one server", "a cluster"})
  void parallel_calls_make_one_refresh(String where) throws Exception {
    RedisCalls calls = where.equals("a cluster") ? Backend.cluster() : Backend.calls();
    List<TokenManager> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      nodes.add(client().tokenManager(storage(calls).tokens(KEY)));
    }
    nodes.get(0).signedIn("alice's", login());

    for (int round = 1; round <= 3; round++) {
      clock.advance(Duration.ofMinutes(10));
      assertThat(askAtOnce(nodes)).hasSize(1);
    }

    assertThat(presented()).hasSize(3).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "W-12 a back-channel logout at node 2, of {0}, ends node 1's session")
  @ValueSource(strings = {"sid", "sub"})
  void a_logout_at_node_2_ends_the_session_of_node_1(String names) {
    OAuthClient first = client(Platform.system());
    OAuthTokenResponse tokens = login(first, "openid");
    TokenManager one = first.tokenManager(indexed(index()));
    SessionIndex index = index();
    OAuthClient second = client(Platform.system());
    TokenManager two = second.tokenManager(indexed(index));
    one.signedIn("laptop", tokens);

    String logout =
        provider
            .mint()
            .withClientId(TestClients.PASSWORD)
            .withSubject(tokens.idToken().orElseThrow().requireSubject())
            .logoutToken()
            .claim("sid", tokens.idToken().orElseThrow().claims().get("sid"))
            .without(names.equals("sid") ? "sub" : "sid")
            .compact();
    int ended =
        second.logout().backChannel(Form.of("logout_token", logout)).endSessions(index, two);

    assertThat(ended).isEqualTo(1);
    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> one.accessToken("laptop"));
  }

  @Test
  @DisplayName("W-14 Redis is killed while a node renews, comes back with its data: one refresh")
  void redis_is_killed_while_a_node_renews() {
    RedisProcess server = own("--appendonly", "yes", "--appendfsync", "always");
    TokenManager one = client().tokenManager(over(server));
    TokenManager two = client().tokenManager(over(server));
    one.signedIn("alice's", login());
    String before = one.accessToken("alice's").reveal();
    clock.advance(Duration.ofMinutes(10));
    // Right after the provider has answered: the new tokens are in this process alone.
    afterToken.set(
        () -> {
          afterToken.set(() -> {});
          server.kill();
          server.startAgain();
        });

    String renewed = one.accessToken("alice's").reveal();
    assertThat(renewed).isNotEqualTo(before);
    assertThat(one.drain(Duration.ofSeconds(30))).isTrue();
    assertThat(two.accessToken("alice's").reveal()).isEqualTo(renewed);
    assertThat(presented()).hasSize(1);
  }

  @Test
  @DisplayName("W-14 Redis is killed while a node renews, comes back empty: a login, no refresh")
  void redis_comes_back_empty_while_a_node_renews() {
    RedisProcess server = own();
    TokenManager one = client().tokenManager(over(server));
    TokenManager two = client().tokenManager(over(server));
    one.signedIn("alice's", login());
    clock.advance(Duration.ofMinutes(10));
    afterToken.set(
        () -> {
          afterToken.set(() -> {});
          server.kill();
          server.startAgain();
        });

    loginRequiredOrRenewed(one);
    assertThat(one.drain(Duration.ofSeconds(30))).isTrue();
    loginRequired(two);
    assertThat(over(server).find("alice's")).isEmpty();
    assertThat(presented()).hasSize(1);
  }

  @ParameterizedTest(name = "every session ends as session.login_required after {0}")
  @ValueSource(strings = {"FLUSHALL", "a restart without data"})
  void every_session_ends(String what) {
    RedisProcess server = own();
    TokenManager one = client().tokenManager(over(server));
    TokenManager two = client().tokenManager(over(server));
    one.signedIn("alice's", login());
    one.signedIn("bob's", login());
    clock.advance(Duration.ofMinutes(10));
    if (what.equals("FLUSHALL")) {
      String unused = Backend.admin(server).flushall();
    } else {
      server.kill();
      server.startAgain();
    }

    for (TokenManager node : List.of(one, two)) {
      assertThatExceptionOfType(LoginRequiredException.class)
          .isThrownBy(() -> node.accessToken("alice's"))
          .satisfies(e -> assertThat(e.code()).isEqualTo("session.login_required"));
      assertThatExceptionOfType(LoginRequiredException.class)
          .isThrownBy(() -> node.accessToken("bob's"));
    }
    assertThat(presented()).isEmpty();
    one.signedIn("alice's", login());
    assertThat(two.accessToken("alice's")).isNotNull();
  }

  private static void loginRequired(TokenManager node) {
    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> node.accessToken("alice's"));
  }

  /** It has new tokens that nobody may keep: it may give them out this once. */
  private static void loginRequiredOrRenewed(TokenManager node) {
    try {
      assertThat(node.accessToken("alice's")).isNotNull();
    } catch (LoginRequiredException e) {
      assertThat(e.code()).isEqualTo("session.login_required");
    }
  }

  private Set<String> askAtOnce(List<TokenManager> nodes) throws Exception {
    CyclicBarrier together = new CyclicBarrier(CALLS);
    List<Future<Secret>> asked = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      TokenManager node = nodes.get(i % nodes.size());
      asked.add(
          pool.submit(
              () -> {
                together.await();
                return node.accessToken("alice's");
              }));
    }
    Set<String> tokens = new HashSet<>();
    for (Future<Secret> token : asked) {
      tokens.add(token.get().reveal());
    }
    return tokens;
  }

  private List<String> presented() {
    return provider.requests(Endpoint.TOKEN).stream()
        .map((RecordedRequest request) -> request.formParameter("refresh_token"))
        .flatMap(Optional::stream)
        .toList();
  }

  private RedisProcess own(String... settings) {
    RedisProcess server = RedisProcess.start(settings);
    opened.add(server);
    return server;
  }

  private TokenStore over(RedisProcess server) {
    var line = Backend.connect(server.uri());
    opened.add(line);
    return storage(LettuceCalls.over(line)).tokens(KEY);
  }

  private RedisStorage storage(RedisCalls calls) {
    return RedisStorage.in(calls).withPrefix(prefix);
  }

  private SessionIndex index() {
    return storage(Backend.calls()).sessionIndex(KEY);
  }

  private TokenStore indexed(SessionIndex index) {
    return index.over(storage(Backend.calls()).tokens(KEY), REST);
  }

  private OAuthTokenResponse login() {
    return login(client(), "email");
  }

  private static OAuthTokenResponse login(OAuthClient client, String scope) {
    PasswordOutcome outcome =
        client.passwordFlow(TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), scope);
    return ((PasswordOutcome.SignedIn) outcome).tokens();
  }

  /** The date is ours; waiting is real. */
  private OAuthClient client() {
    return client(Platform.system().withClock(clock));
  }

  private OAuthClient client(Platform platform) {
    // Ten nodes and their provider in one process: on a busy machine that takes its time.
    HttpTransport http = ApacheHttpTransport.builder().responseTimeout(ANSWER).build();
    HttpTransport watched =
        call -> {
          var reply = http.exchange(call);
          if (call.uri().equals(provider.uri(Endpoint.TOKEN))) {
            afterToken.get().run();
          }
          return reply;
        };
    OAuthClient client =
        OAuthClient.builder(provider.issuer().toString())
            .clientId(TestClients.PASSWORD)
            .clientSecret(Secret.of(TestClients.SECRET))
            .transport(watched)
            .platform(platform)
            .build();
    opened.add(client);
    return client;
  }
}
