package io.crossauth.client.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Headers;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CIBA with pings, on nodes that share a store. The token is fetched when time goes on. */
@DisplayName("A login on the user's device, pinged,")
class CibaPingTest {

  private static final Headers NONE = Headers.none();

  private final CibaScene scene = new CibaScene();
  private final TokenStore store = TokenStore.inMemory(1000, Duration.ofDays(1), scene.time);
  private final Heard heard = new Heard();
  private final CibaPings pings = scene.pinged().ciba().pings(store, heard);

  /** Writes down how logins end. */
  private static final class Heard implements CibaListener {

    final List<String> ends = Collections.synchronizedList(new ArrayList<>());
    final List<OAuthTokenResponse> tokens = Collections.synchronizedList(new ArrayList<>());
    final List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void granted(String id, OAuthTokenResponse granted) {
      tokens.add(granted);
      ends.add("granted " + id);
    }

    @Override
    public void failed(String id, RuntimeException failure) {
      failures.add(failure);
      ends.add("failed " + id);
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  @DisplayName("F-16: 204 at once, then the tokens are fetched, once")
  void approved() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    scene.answers(Answer.APPROVE);

    int status = ping(request);

    assertThat(status).isEqualTo(204);
    assertThat(scene.polls()).isZero();
    now();
    assertThat(heard.ends).containsExactly("granted " + request.id());
    assertThat(heard.tokens.get(0).idToken()).isPresent();
    assertThat(scene.polls()).isEqualTo(1);
  }

  @Test
  @DisplayName("F-16: a new token of 256 random bits with each request")
  void token() {
    CibaAcknowledgement one = pings.start(CibaScene.alice());
    String first = notificationToken();
    CibaAcknowledgement two = pings.start(CibaScene.alice());

    assertThat(first).hasSize(43).isNotEqualTo(notificationToken());
    assertThat(one.id()).isNotEqualTo(two.id());
  }

  @Test
  @DisplayName("F-16: 401 without the token, with another, of another scheme, or given twice")
  void unauthorized() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    scene.answers(Answer.APPROVE);
    byte[] body = body(request.authReqId().reveal());
    String token = notificationToken();

    assertThat(pings.receive(NONE, body)).isEqualTo(401);
    assertThat(pings.receive(bearer("x".repeat(43)), body)).isEqualTo(401);
    assertThat(pings.receive(bearer(""), body)).isEqualTo(401);
    assertThat(pings.receive(bearer("x".repeat(5000)), body)).isEqualTo(401);
    assertThat(pings.receive(Headers.of("Authorization", "Basic " + token), body)).isEqualTo(401);
    assertThat(pings.receive(bearer(token).plus("Authorization", "Bearer " + token), body))
        .isEqualTo(401);
    now();
    assertThat(scene.polls()).isZero();
    assertThat(pings.receive(Headers.of("authorization", "bEaReR " + token), body)).isEqualTo(204);
  }

  @Test
  @DisplayName("F-16: 401 for the token of one request with the auth_req_id of another")
  void mixed() {
    CibaAcknowledgement one = pings.start(CibaScene.alice());
    CibaAcknowledgement unused = pings.start(CibaScene.alice());
    scene.answers(Answer.APPROVE);

    int status = pings.receive(bearer(notificationToken()), body(one.authReqId().reveal()));

    assertThat(status).isEqualTo(401);
    now();
    assertThat(scene.polls()).isZero();
    assertThat(heard.ends).isEmpty();
  }

  @ParameterizedTest(name = "F-16: 400 for the body {0}")
  @ValueSource(
      strings = {
        "",
        "[]",
        "x",
        "{}",
        "{\"auth_req_id\":7}",
        "{\"auth_req_id\":\"\"}",
        "{\"auth_req_id\":",
        "{\"auth_req_id\":\"a\",\"auth_req_id\":\"b\"}"
      })
  void malformed(String body) {
    CibaAcknowledgement unused = pings.start(CibaScene.alice());

    assertThat(pings.receive(bearer(notificationToken()), bytes(body))).isEqualTo(400);
  }

  @Test
  @DisplayName("F-16: 400 for a body without end")
  void tooLarge() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    String id = request.authReqId().reveal();

    int status =
        pings.receive(
            bearer(notificationToken()),
            bytes("{\"auth_req_id\":\"" + id + "\",\"x\":\"" + "y".repeat(17_000) + "\"}"));

    assertThat(status).isEqualTo(400);
  }

  @Test
  @DisplayName("F-16: a ping before the user has decided leads to polls by the interval")
  void early() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    scene.answersIn(12, Answer.APPROVE);

    assertThat(ping(request)).isEqualTo(204);
    now();
    assertThat(scene.polls()).isEqualTo(1);
    scene.time.advance(Duration.ofSeconds(4));
    assertThat(scene.polls()).isEqualTo(1);
    scene.time.advance(Duration.ofSeconds(11));

    assertThat(scene.polls()).isEqualTo(4);
    assertThat(heard.ends).containsExactly("granted " + request.id());
  }

  @Test
  @DisplayName("F-16: a ping before the acknowledgement is kept until that comes")
  void beforeTheAcknowledgement() {
    scene.answers(Answer.APPROVE);
    scene.provider.faults().pingEarly().pingTimes(0);
    try (FaultServer endpoint = listening()) {
      CibaAcknowledgement request = pings.start(CibaScene.alice());

      assertThat(scene.provider.eventCounts()).containsEntry("CIBA_PING_204", 1L);
      now();
      assertThat(heard.ends).containsExactly("granted " + request.id());
      assertThat(scene.polls()).isEqualTo(1);
      assertThat(endpoint.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("F-16: a ping that looked before the acknowledgement, and notes it after, is taken")
  void besideTheAcknowledgement() {
    Failing late = new Failing(store);
    CibaPings node = scene.pinged().ciba().pings(late, heard);
    CibaAcknowledgement request = node.start(CibaScene.alice());
    scene.answers(Answer.APPROVE);
    late.late = true;

    int status = node.receive(bearer(notificationToken()), body(request.authReqId().reveal()));

    assertThat(status).isEqualTo(204);
    now();
    assertThat(heard.ends).containsExactly("granted " + request.id());
  }

  @Test
  @DisplayName("F-16: an early ping that names another request than the acknowledgement is none")
  void falseBeforeTheAcknowledgement() {
    scene.answers(Answer.APPROVE);
    scene.provider.faults().pingEarly().pingTimes(0);
    scene.provider.faults().at(Endpoint.BACKCHANNEL_AUTHENTICATION).member("auth_req_id", "other");
    try (FaultServer endpoint = listening()) {
      CibaAcknowledgement unused = pings.start(CibaScene.alice());

      now();
      assertThat(endpoint.requests()).hasSize(1);
      assertThat(scene.polls()).isZero();
    }
  }

  @Test
  @DisplayName("F-16: two pings, one token request; the second is answered 204 until the end")
  void twice() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    String token = notificationToken();
    scene.answers(Answer.APPROVE);

    assertThat(ping(request)).isEqualTo(204);
    assertThat(ping(request)).isEqualTo(204);
    now();
    assertThat(ping(request)).isEqualTo(204);
    now();

    assertThat(scene.polls()).isEqualTo(1);
    assertThat(heard.ends).hasSize(1);
    scene.time.advance(Duration.ofMinutes(3));
    byte[] body = body(request.authReqId().reveal());
    assertThat(pings.receive(bearer(token), body)).isEqualTo(401);
    assertThat(store.find("x")).isEmpty();
    assertThat(heard.ends).hasSize(1);
  }

  @Test
  @DisplayName("F-16: a hundred pings at once on ten nodes, one token request per interval")
  void manyNodes() throws Exception {
    List<CibaPings> nodes = new ArrayList<>(List.of(pings));
    for (int i = 0; i < 9; i++) {
      nodes.add(scene.pinged().ciba().pings(store, heard));
    }
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    Headers headers = bearer(notificationToken());
    byte[] body = body(request.authReqId().reveal());
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Future<Integer>> statuses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      CibaPings node = nodes.get(i % nodes.size());
      statuses.add(
          threads.submit(
              () -> {
                go.await();
                return node.receive(headers, body);
              }));
    }
    go.countDown();
    for (Future<Integer> status : statuses) {
      assertThat(status.get()).isEqualTo(204);
    }
    threads.shutdown();

    now();
    assertThat(scene.polls()).isEqualTo(1);
    scene.answers(Answer.APPROVE);
    for (CibaPings node : nodes) {
      assertThat(node.receive(headers, body)).isEqualTo(204);
    }
    now();
    assertThat(scene.polls()).isEqualTo(1);
    scene.time.advance(Duration.ofSeconds(5));
    assertThat(scene.polls()).isEqualTo(2);
    assertThat(heard.ends).containsExactly("granted " + request.id());
  }

  @Test
  @DisplayName("F-16: another node than the one that began it takes the ping, and checks all")
  void anotherNode() {
    scene.answers(Answer.APPROVE);
    CibaPings other = scene.pinged().ciba().pings(store, heard);
    CibaAcknowledgement request = pings.start(CibaScene.alice().withAcrValues("level-9"));

    int status = other.receive(bearer(notificationToken()), body(request.authReqId().reveal()));

    assertThat(status).isEqualTo(204);
    now();
    assertThat(heard.failures).singleElement().isInstanceOf(TokenRejectedException.class);
  }

  @Test
  @DisplayName("F-16: a denial is pinged too, and ends the login")
  void denial() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    scene.answers(Answer.DENY);

    assertThat(ping(request)).isEqualTo(204);
    now();

    assertThat(heard.ends).containsExactly("failed " + request.id());
    assertThat(((OAuthErrorException) heard.failures.get(0)).error()).isEqualTo("access_denied");
  }

  @Test
  @DisplayName("F-16: a ping that is lost is made up for before the end")
  void lost() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    scene.answers(Answer.APPROVE);

    scene.time.advance(Duration.ofSeconds(109));
    assertThat(heard.ends).isEmpty();
    scene.time.advance(Duration.ofSeconds(1));

    assertThat(heard.ends).containsExactly("granted " + request.id());
    assertThat(scene.polls()).isEqualTo(1);
  }

  @Test
  @DisplayName("F-16: where nobody decides, the listener hears of the end, once")
  void nobody() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());

    scene.time.advance(Duration.ofMinutes(5));

    assertThat(heard.ends).containsExactly("failed " + request.id());
    assertThat(heard.failures.get(0)).isInstanceOf(LoginTimeoutException.class);
    assertThat(scene.time.plannedWork()).isZero();
  }

  @Test
  @DisplayName("F-16: slow_down adds five seconds for good after a ping, too")
  void slowDown() {
    CibaAcknowledgement request = pings.start(CibaScene.alice());
    scene.provider.faults().slowDown(1);

    assertThat(ping(request)).isEqualTo(204);
    now();
    scene.time.advance(Duration.ofSeconds(9));
    assertThat(scene.polls()).isEqualTo(1);
    scene.time.advance(Duration.ofSeconds(1));
    assertThat(scene.polls()).isEqualTo(2);
  }

  @Test
  @DisplayName("F-16: a push is refused with a word why, and its tokens are not taken")
  void push() throws InterruptedException {
    scene.provider.faults().push();
    try (FaultServer endpoint = listening()) {
      CibaAcknowledgement request = pings.start(CibaScene.alice());
      scene.answers(Answer.APPROVE);
      assertThat(endpoint.awaitRequests(1, Duration.ofSeconds(20))).isTrue();
      awaitEvent("CIBA_PING_400");
      now();

      assertThat(heard.ends).containsExactly("failed " + request.id());
      assertThat(heard.failures.get(0))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("push")
          .hasMessageContaining("FAPI-CIBA");
      assertThat(scene.polls()).isZero();
    }
  }

  @Test
  @DisplayName("F-16: over real sockets, pinged by the provider, twice")
  void overSockets() throws InterruptedException {
    scene.provider.faults().pingTimes(2);
    try (FaultServer endpoint = listening()) {
      CibaAcknowledgement request = pings.start(CibaScene.alice());
      scene.answers(Answer.APPROVE);
      assertThat(endpoint.awaitRequests(2, Duration.ofSeconds(20))).isTrue();
      for (int i = 0; i < 1000 && !pinged(2); i++) {
        Thread.onSpinWait();
        assertThat(endpoint.awaitRequests(3, Duration.ofMillis(20))).isFalse();
      }
      now();

      assertThat(heard.ends).containsExactly("granted " + request.id());
      assertThat(scene.polls()).isEqualTo(1);
    }
  }

  @Test
  void a_store_that_fails_is_503_and_the_server_may_ping_again() {
    Failing failing = new Failing(store);
    CibaPings node = scene.pinged().ciba().pings(failing, heard);
    CibaAcknowledgement request = node.start(CibaScene.alice());
    scene.answers(Answer.APPROVE);
    Headers headers = bearer(notificationToken());
    byte[] body = body(request.authReqId().reveal());

    failing.broken = true;
    assertThat(node.receive(headers, body)).isEqualTo(503);
    failing.broken = false;
    assertThat(node.receive(headers, body)).isEqualTo(204);
    now();
    assertThat(heard.ends).containsExactly("granted " + request.id());
  }

  @Test
  void a_store_that_fails_before_the_request_is_sent_lets_nothing_be_sent() {
    Failing failing = new Failing(store);
    failing.broken = true;
    CibaPings node = scene.pinged().ciba().pings(failing, heard);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> node.start(CibaScene.alice()));
    assertThat(scene.provider.count(Endpoint.BACKCHANNEL_AUTHENTICATION)).isZero();
  }

  @Test
  void a_request_that_is_refused_leaves_nothing_in_the_store() {
    CibaPings node = scene.pinged().ciba().pings(store, heard);

    assertThat(catchThrowable(() -> node.start(CibaRequest.loginHint("nobody"))))
        .isInstanceOf(OAuthErrorException.class);
    String token = notificationToken();
    assertThat(pings.receive(bearer(token), body("x"))).isEqualTo(401);
    assertThat(scene.time.plannedWork()).isZero();
  }

  @Test
  @DisplayName("F-25: neither auth_req_id nor notification token in logs, texts or failures")
  void nothingShows() {
    try (LogTrap logs = new LogTrap()) {
      CibaAcknowledgement request = pings.start(CibaScene.alice());
      String token = notificationToken();
      String id = request.authReqId().reveal();
      scene
          .provider
          .faults()
          .at(Endpoint.TOKEN)
          .answer(
              Reply.json("{\"error\":\"invalid_grant\",\"error_description\":\"no " + id + " \"}")
                  .status(400));
      assertThat(ping(request)).isEqualTo(204);
      now();
      String seen = logs.text() + request + heard.failures + heard.ends + pings;

      assertThat(heard.failures).hasSize(1);
      assertThat(seen).doesNotContain(id, token);
    }
  }

  @Test
  @DisplayName("F-25: a signed request, a hint, a code in a server's words about them are masked")
  void quotedRequest() {
    try (LogTrap logs = new LogTrap()) {
      scene
          .provider
          .faults()
          .at(Endpoint.BACKCHANNEL_AUTHENTICATION)
          .deliver(
              reply ->
                  connection -> {
                    RecordedRequest request = connection.request();
                    String quoted =
                        request.formParameter("request").orElse("")
                            + " "
                            + request.formParameter("login_hint_token").orElse("")
                            + " hint-canary-that-is-long";
                    Behaviour.reply(
                            Reply.json(
                                    "{\"error\":\"invalid_request\",\"error_description\":\"bad "
                                        + quoted
                                        + "\"}")
                                .status(400))
                        .serve(connection);
                  });
      CibaFlow flow = scene.builder(CibaScene.ES256, scene.time.platform()).build().ciba().signed();
      Throwable refused =
          catchThrowable(
              () -> flow.start(CibaRequest.loginHintToken(Secret.of("hint-canary-that-is-long"))));
      String jwt = scene.sent("request");

      assertThat(refused).isInstanceOf(OAuthErrorException.class);
      assertThat(logs.text() + refused).doesNotContain(jwt, "hint-canary-that-is-long");
    }
  }

  private FaultServer listening() {
    FaultServer endpoint = FaultServer.start();
    endpoint.always(
        connection -> {
          RecordedRequest request = connection.request();
          Headers headers =
              request.header("Authorization").map(h -> Headers.of("Authorization", h)).orElse(NONE);
          int status = pings.receive(headers, request.body());
          Behaviour.reply(Reply.of(status)).serve(connection);
        });
    scene.devices.notifyAt("crossauth-ciba-ping", endpoint.uri("/ping"));
    return endpoint;
  }

  private boolean pinged(long times) {
    return scene.provider.eventCounts().getOrDefault("CIBA_PING_204", 0L) >= times;
  }

  private void awaitEvent(String name) throws InterruptedException {
    for (int i = 0; i < 1000 && !scene.provider.eventCounts().containsKey(name); i++) {
      boolean unused = scene.provider.awaitRequests(Integer.MAX_VALUE, Duration.ofMillis(20));
    }
    assertThat(scene.provider.eventCounts()).containsKey(name);
  }

  /** What is planned for now happens. */
  private void now() {
    scene.time.advance(Duration.ZERO);
  }

  private String notificationToken() {
    return scene.sent("client_notification_token");
  }

  private int ping(CibaAcknowledgement request) {
    return pings.receive(bearer(notificationToken()), body(request.authReqId().reveal()));
  }

  private static Headers bearer(String token) {
    return Headers.of("Authorization", "Bearer " + token);
  }

  private static byte[] body(String authReqId) {
    return bytes("{\"auth_req_id\":\"" + authReqId + "\"}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A store that can be broken, or answer once with what was there first. */
  private static final class Failing implements TokenStore {

    private final TokenStore store;
    private final Map<String, StoredTokens> first = new ConcurrentHashMap<>();
    private volatile boolean broken;
    private volatile boolean late;

    Failing(TokenStore store) {
      this.store = store;
    }

    private TokenStore store() {
      if (broken) {
        throw new StorageException("broken", null);
      }
      return store;
    }

    @Override
    public Optional<StoredTokens> find(String session) {
      if (late) {
        late = false;
        return Optional.ofNullable(first.get(session));
      }
      return store().find(session);
    }

    @Override
    public void put(String session, StoredTokens tokens) {
      first.putIfAbsent(session, tokens);
      store().put(session, tokens);
    }

    @Override
    public void remove(String session) {
      store().remove(session);
    }

    @Override
    public Optional<Lease> lease(String session, Duration ttl) {
      return store().lease(session, ttl);
    }
  }
}
