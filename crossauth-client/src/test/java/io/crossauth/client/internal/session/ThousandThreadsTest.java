package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.testing.Together;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
@DisplayName("A thousand threads that ask one token source")
class ThousandThreadsTest {

  private static final int THREADS = 1000;
  private static final int ROUNDS = 5;

  /** How every second request fails. */
  private enum Failure {
    UNAVAILABLE(Behaviour.reply(Reply.json("{\"error\":\"temporarily_unavailable\"}").status(503))),
    RESET(Behaviour.resetBeforeHeaders()),
    HTML(Behaviour.reply(Reply.html("<h1>Sorry</h1>").status(502)));

    private final Behaviour behaviour;

    Failure(Behaviour behaviour) {
      this.behaviour = behaviour;
    }
  }

  private final FakeTime time = FakeTime.create();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private Behaviour everySecondTime(Failure failure) {
    return connection -> {
      connection.request();
      mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      int number = requests.incrementAndGet();
      // Long enough for callers to pile up.
      connection.pause(Duration.ofMillis(100));
      underWay.decrementAndGet();
      serve(connection, number % 2 == 1 ? failure.behaviour : token(number / 2));
    };
  }

  private static void serve(Connection connection, Behaviour behaviour) throws IOException {
    behaviour.serve(connection);
  }

  private static Behaviour token(int number) {
    return Behaviour.reply(
        Reply.json(
            "{\"access_token\":\"at-"
                + number
                + "\",\"token_type\":\"Bearer\",\"expires_in\":300}"));
  }

  /** The date and the life of tokens are ours; threads and sockets are real. */
  private OAuthClient client() {
    OpenIdConfiguration provider =
        OpenIdConfiguration.builder().tokenEndpoint(server.uri("/token").toString()).build();
    return OAuthClient.builder(provider)
        .clientId("service")
        .clientSecret(Secret.of("test-secret"))
        .transport(transport)
        .platform(new Platform(time, time, Scheduler.system(), RandomSource.system()))
        .build();
  }

  @ParameterizedTest(name = "make one request at a time while every second one fails: {0}")
  @EnumSource
  void make_one_request_at_a_time(Failure failure) throws Exception {
    server.always(everySecondTime(failure));
    try (OAuthClient client = client()) {
      TokenSource source = client.tokenSource("orders:write");
      for (int round = 1; round <= ROUNDS; round++) {
        assertThat(tokens(source)).containsExactly("at-" + round);
        // One that fails, and one for the token.
        assertThat(requests).hasValue(2 * round);
        time.advance(Duration.ofMinutes(5));
      }
    }
    assertThat(mostAtOnce).hasValue(1);
    assertThat(server.requests()).hasSize(2 * ROUNDS);
  }

  /** All threads ask until they have a token; none may fail that asks after one has got it. */
  private static Set<String> tokens(TokenSource source) throws Exception {
    AtomicBoolean recovered = new AtomicBoolean();
    Set<CrossauthException> stale = ConcurrentHashMap.newKeySet();
    List<Together.Call<String>> calls =
        Together.start(
            THREADS,
            () -> {
              while (true) {
                boolean late = recovered.get();
                try {
                  String token = source.accessToken().reveal();
                  recovered.set(true);
                  return token;
                } catch (CrossauthException e) {
                  if (late) {
                    stale.add(e);
                  }
                }
              }
            });
    Set<String> tokens = new HashSet<>();
    for (Together.Call<String> call : new ArrayList<>(calls)) {
      tokens.add(call.get());
    }
    assertThat(stale).isEmpty();
    return tokens;
  }
}
