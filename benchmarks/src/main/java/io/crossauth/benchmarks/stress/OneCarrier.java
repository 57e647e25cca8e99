package io.crossauth.benchmarks.stress;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.jwks.KeySet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ten thousand virtual threads on one carrier check tokens while the JWKS takes its time, first
 * with no keys at all, then when the key has changed. If anything held on to the carrier, the clock
 * thread beside them would stand still, and the threads would not finish.
 *
 * <p>Run by {@code benchmarks/one-carrier}; ends with 1 if a check failed or took too long.
 */
public final class OneCarrier {

  private static final String ISSUER = "https://id.example.com";
  private static final int THREADS = 10_000;
  private static final int DISTINCT_TOKENS = 100;
  private static final Duration JWKS_TAKES = Duration.ofSeconds(3);

  /** All of them wait for the key that has changed; by default they would not wait for so long. */
  private static final Duration LOOK_WAIT = Duration.ofSeconds(30);

  private static final Duration TICK = Duration.ofMillis(10);

  private final FaultServer jwks;
  private final OAuthTokenConsumer consumer;

  private OneCarrier(FaultServer jwks, OAuthTokenConsumer consumer) {
    this.jwks = jwks;
    this.consumer = consumer;
  }

  /** Runs both rounds; arguments are not used. */
  public static void main(String[] args) throws Exception {
    System.out.printf(
        "Java %s, carriers: parallelism %s, at most %s%n",
        Runtime.version(),
        System.getProperty("jdk.virtualThreadScheduler.parallelism", "as the JDK likes"),
        System.getProperty("jdk.virtualThreadScheduler.maxPoolSize", "as the JDK likes"));
    TestKey first = TestKeys.p256("first");
    TestKey second = TestKeys.p256("second");
    boolean well;
    try (FaultServer jwks = FaultServer.start();
        ApacheHttpTransport transport = ApacheHttpTransport.create();
        KeySet keys =
            KeySet.remote(jwks.uri("/jwks")).transport(transport).lookWait(LOOK_WAIT).build();
        OAuthTokenConsumer consumer =
            OAuthTokenConsumer.builder(ISSUER).audience("orders-api").keys(keys).build()) {
      OneCarrier stress = new OneCarrier(jwks, consumer);
      well = stress.round("no keys yet", first);
      well &= stress.round("the key has changed", second);
    }
    System.exit(well ? 0 : 1);
  }

  private boolean round(String name, TestKey key) throws Exception {
    jwks.always(Behaviour.after(JWKS_TAKES, Behaviour.reply(Reply.json(TestKeys.jwks(key)))));
    List<String> tokens = tokens(key);
    int fetchedBefore = jwks.requests().size();
    AtomicBoolean over = new AtomicBoolean();
    int good = 0;
    long start = System.nanoTime();
    Future<Integer> ticks;
    try (Closing threads = new Closing(VirtualThreads.perTask())) {
      ticks = threads.executor().submit(() -> ticksUntil(over));
      List<Future<Boolean>> checks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String token = tokens.get(i % tokens.size());
        checks.add(threads.executor().submit(() -> accepted(token)));
      }
      for (Future<Boolean> check : checks) {
        good += check.get() ? 1 : 0;
      }
      over.set(true);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int fetches = jwks.requests().size() - fetchedBefore;
    long due = JWKS_TAKES.toMillis() / TICK.toMillis();
    System.out.printf(
        "%s: %d virtual threads, %d accepted, %d ms (the JWKS took %d ms), %d fetch(es), "
            + "the clock thread ticked %d times (%d due while the JWKS answered)%n",
        name, THREADS, good, took.toMillis(), JWKS_TAKES.toMillis(), fetches, ticks.get(), due);
    return good == THREADS && fetches == 1 && ticks.get() >= due / 2;
  }

  private static List<String> tokens(TestKey key) {
    TokenMint mint = TokenMint.issuedBy(ISSUER).withAudience("orders-api").withKey(key);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < DISTINCT_TOKENS; i++) {
      tokens.add(mint.withSubject("user-" + i).accessToken().compact());
    }
    return tokens;
  }

  private boolean accepted(String token) {
    consumer.verify(token, TokenType.ACCESS);
    return true;
  }

  private static int ticksUntil(AtomicBoolean over) throws InterruptedException {
    int ticks = 0;
    while (!over.get()) {
      Thread.sleep(TICK.toMillis());
      ticks++;
    }
    return ticks;
  }

  /** On Java 17 an executor cannot be closed yet. */
  private record Closing(ExecutorService executor) implements AutoCloseable {
    @Override
    public void close() {
      executor.shutdown();
    }
  }
}
