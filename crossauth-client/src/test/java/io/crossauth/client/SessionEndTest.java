package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Together;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.TransportException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The date is ours; threads, sockets and the client's own transport are real. */
@Timeout(60)
@DisplayName("Sessions on a real wire")
class SessionEndTest {

  private static final String ANSWER =
      "{\"access_token\":\"at-2\",\"token_type\":\"Bearer\",\"expires_in\":300,"
          + "\"refresh_token\":\"rt-2\"}";

  private final FakeTime time = FakeTime.create();
  private final FaultServer server = FaultServer.start();
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void close() {
    server.close();
  }

  private OAuthClient client(UnaryOperator<OAuthClientBuilder> more) {
    OpenIdConfiguration provider =
        OpenIdConfiguration.builder().tokenEndpoint(server.uri("/token").toString()).build();
    return more.apply(
            OAuthClient.builder(provider)
                .clientId("web")
                .clientSecret(Secret.of("test-secret"))
                .platform(Background.platform(time)))
        .build();
  }

  private StoredTokens stored(String session) {
    return store.find(session).orElseThrow();
  }

  @Test
  @DisplayName(
      "node 1: a client that is closed leaves its transport to ten renewals until they end")
  void ten_of_ten_sessions_survive() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.always(Behaviour.after(gate, Behaviour.reply(Reply.json(ANSWER))));
    OAuthClient client = client(builder -> builder);
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "s-" + i).toList();
    // A manager for each, as a program may make them; nobody holds them.
    for (String name : names) {
      client.tokenManager(store).signedIn(name, Given.tokens(time, "at-1", "rt-1"));
    }
    time.advance(Duration.ofSeconds(291));
    for (String name : names) {
      assertThat(client.tokenManager(store).accessToken(name)).isEqualTo(Secret.of("at-1"));
    }
    while (server.requests().size() < names.size()) {
      Thread.onSpinWait();
    }

    Together.Call<Boolean> closed =
        Together.start(
            () -> {
              client.close();
              return true;
            });
    closed.awaitWaiting();
    gate.countDown();
    assertThat(closed.get()).isTrue();
    assertThat(names)
        .allSatisfy(n -> assertThat(stored(n).refreshToken()).contains(Secret.of("rt-2")));
    assertThatExceptionOfType(TransportException.class).isThrownBy(client::clientCredentialsFlow);
  }

  static Stream<Arguments> losses() {
    Reply answer = Reply.json(ANSWER);
    return Stream.of(
        Arguments.of("reset before the headers", Behaviour.resetBeforeHeaders()),
        Arguments.of("closed before the headers", Behaviour.closeBeforeHeaders()),
        Arguments.of("reset in the body", Behaviour.resetInBody(answer)),
        Arguments.of("closed in the body", Behaviour.closeInBody(answer)),
        Arguments.of("cut in the middle of gzip", Behaviour.truncatedGzip(answer)),
        Arguments.of("no JSON to its end", Behaviour.reply(answer.body("{\"access_token\":\"at"))),
        Arguments.of("an empty body", Behaviour.reply(answer.body(""))));
  }

  private List<String> presented() {
    List<String> tokens = new ArrayList<>();
    server.requests().forEach(r -> tokens.add(r.formParameter("refresh_token").orElseThrow()));
    return tokens;
  }

  @ParameterizedTest(name = "node 4: {0}: presented once more")
  @MethodSource("losses")
  void a_lost_answer_is_asked_for_once_more(String name, Behaviour loss) {
    server.next(loss, Behaviour.reply(Reply.json(ANSWER)));
    try (OAuthClient client = client(builder -> builder)) {
      TokenManager sessions = client.tokenManager(store);
      sessions.signedIn("one", Given.tokens(time, "at-1", "rt-1"));
      time.advance(Duration.ofMinutes(5));
      assertThat(sessions.accessToken("one")).isEqualTo(Secret.of("at-2"));
    }
    assertThat(presented()).containsExactly("rt-1", "rt-1");
  }

  @ParameterizedTest(name = "node 4: {0}: never repeated where the program says so")
  @MethodSource("losses")
  void a_lost_answer_is_not_asked_for_again(String name, Behaviour loss) {
    server.next(loss);
    try (OAuthClient client = client(OAuthClientBuilder::neverRepeatLostRefresh)) {
      TokenManager sessions = client.tokenManager(store);
      sessions.signedIn("one", Given.tokens(time, "at-1", "rt-1"));
      time.advance(Duration.ofMinutes(5));
      for (int i = 0; i < 3; i++) {
        assertThatExceptionOfType(LoginRequiredException.class)
            .isThrownBy(() -> sessions.accessToken("one"));
      }
    }
    assertThat(presented()).containsExactly("rt-1");
    assertThat(stored("one").refreshToken()).isEmpty();
  }

  static Stream<Arguments> descriptions() {
    UnaryOperator<OAuthClientBuilder> thirty =
        builder -> builder.quirks(ProviderQuirks.none().withRefreshReuse(Duration.ofSeconds(30)));
    return Stream.of(
        Arguments.of("nothing is known", (UnaryOperator<OAuthClientBuilder>) b -> b, 2),
        Arguments.of("it takes one for 30 seconds", thirty, 3),
        Arguments.of(
            "a repetition is an incident",
            (UnaryOperator<OAuthClientBuilder>)
                b -> b.quirks(ProviderQuirks.none().withRefreshReuse(Duration.ZERO)),
            1),
        Arguments.of(
            "it takes one for 30 seconds, and the program forbids it",
            (UnaryOperator<OAuthClientBuilder>) b -> thirty.apply(b).neverRepeatLostRefresh(),
            1));
  }

  @ParameterizedTest(name = "node 4: two lost answers of a provider of which {0}: sent {2} times")
  @MethodSource("descriptions")
  void the_providers_description_says_how_often(
      String name, UnaryOperator<OAuthClientBuilder> description, int times) {
    server.next(Behaviour.resetBeforeHeaders(), Behaviour.closeBeforeHeaders());
    server.always(Behaviour.reply(Reply.json(ANSWER)));
    try (OAuthClient client = client(description)) {
      TokenManager sessions = client.tokenManager(store);
      sessions.signedIn("one", Given.tokens(time, "at-1", "rt-1"));
      time.advance(Duration.ofMinutes(5));
      if (times == 3) {
        assertThat(sessions.accessToken("one")).isEqualTo(Secret.of("at-2"));
      } else {
        assertThatExceptionOfType(LoginRequiredException.class)
            .isThrownBy(() -> sessions.accessToken("one"));
      }
    }
    assertThat(presented()).hasSize(times).containsOnly("rt-1");
  }
}
