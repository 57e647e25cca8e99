package io.crossauth.benchmarks.soak;

import io.crossauth.benchmarks.stress.VirtualThreads;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * A hostile mix from several threads at full rate, while keys come and go; {@code benchmarks/soak}.
 */
final class Soak {

  /** Less than the good tokens there are, so that some come and go. */
  private static final int CACHED = 300;

  private final PrintWriter out;
  private final Duration length;
  private final Duration step;
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final Waits waits = new Waits();

  Soak(PrintWriter out, Duration length, Duration step) {
    this.out = out;
    this.length = length;
    this.step = step;
  }

  /**
   * Runs, and ends with 1 if the heap grew or a token had another fate than it should.
   *
   * @param args how many minutes, 1 to 600; 10 by default
   */
  public static void main(String[] args) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    String minutes = args.length == 0 ? "10" : args[0];
    if (!minutes.matches("[1-9][0-9]{0,2}")) {
      System.err.println("soak: expected minutes, 1 to 999, found " + minutes);
      System.exit(2);
    }
    Duration length = Duration.ofMinutes(Integer.parseInt(minutes));
    System.exit(new Soak(out, length, Duration.ofSeconds(30)).run() ? 0 : 1);
  }

  /** Whether the heap stayed flat and every token had the fate that it should. */
  boolean run() throws IOException, InterruptedException {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    ExecutorService crew = crew(threads);
    try (Pinned pinned = Pinned.begin(step);
        SilentEndpoint silent = SilentEndpoint.open();
        InProcessProvider provider = InProcessProvider.builder().keySet("soak").start();
        OAuthTokenConsumer hanging = hanging(silent.keys());
        OAuthTokenConsumer plain = consumer(provider).build();
        OAuthTokenConsumer caching = consumer(provider).verifiedTokenCache(CACHED).build()) {
      HostileMix mix = new HostileMix(provider);
      for (int i = 0; i < threads; i++) {
        int seed = i;
        crew.execute(() -> pour(mix.tokens(seed), plain, caching));
      }
      crew.execute(() -> wait(mix.tokens(threads), hanging));
      Growth growth = watch(mix, provider);
      over.set(true);
      crew.shutdown();
      boolean ended = crew.awaitTermination(1, TimeUnit.MINUTES);
      out.println(growth.text());
      out.println(
          String.format(
              Locale.ROOT,
              "good tokens: p50 %.0f us, p99 %.0f us, p99.9 %.0f us",
              waits.micros(0.5),
              waits.micros(0.99),
              waits.micros(0.999)));
      out.println("threads: " + (VirtualThreads.there() ? "virtual" : "of the system"));
      out.println(pinned.text());
      return ended && growth.flat() && wrong.sum() == 0 && pinned.times() == 0;
    }
  }

  private static OAuthTokenConsumerBuilder consumer(InProcessProvider provider) {
    return OAuthTokenConsumer.builder(provider.issuer().toString()).audience(TestClients.AUDIENCE);
  }

  private static ExecutorService crew(int threads) {
    return VirtualThreads.there()
        ? VirtualThreads.perTask()
        : Executors.newFixedThreadPool(threads + 1);
  }

  /** The consumer of a provider whose keys never come. */
  private static OAuthTokenConsumer hanging(URI keys) {
    return OAuthTokenConsumer.builder("https://silent.example.com")
        .audience(TestClients.AUDIENCE)
        .configuration(
            OpenIdConfiguration.builder()
                .issuer("https://silent.example.com")
                .jwksUri(keys.toString())
                .build())
        .build();
  }

  /** What can be said of a token only with keys that do not come is said of none. */
  private void wait(HostileMix.Tokens tokens, OAuthTokenConsumer hanging) {
    while (!over.get()) {
      (tokens.next().fate(hanging) ? wrong : refused).increment();
    }
  }

  /** Each token goes to both. */
  private void pour(HostileMix.Tokens tokens, OAuthTokenConsumer... consumers) {
    while (!over.get()) {
      HostileMix.Sample sample = tokens.next();
      for (OAuthTokenConsumer consumer : consumers) {
        long begin = System.nanoTime();
        boolean good = sample.fate(consumer);
        if (good) {
          waits.add(System.nanoTime() - begin);
        }
        (good ? accepted : refused).increment();
        if (good != sample.good()) {
          wrong.increment();
        }
      }
    }
  }

  /** A key is published half a step before it signs, and withdrawn when its tokens are gone. */
  private Growth watch(HostileMix mix, InProcessProvider provider) throws InterruptedException {
    List<Long> heaps = new ArrayList<>();
    out.println("  minutes   accepted    refused  wrong fate   tokens/s   heap, KB");
    long begin = System.nanoTime();
    long seen = 0;
    for (long i = 1; i <= length.dividedBy(step); i++) {
      sleepUntil(begin + step.multipliedBy(i).minus(step.dividedBy(2)).toNanos());
      mix.renew();
      sleepUntil(begin + step.multipliedBy(i).toNanos());
      provider.retireKeys();
      provider.rotateKeys();
      long sum = accepted.sum() + refused.sum();
      long heap = Heap.used();
      heaps.add(heap);
      double minutes = (System.nanoTime() - begin) / 60e9;
      double rate = (sum - seen) * 1e9 / step.toNanos();
      out.println(
          String.format(
              Locale.ROOT,
              "%9.1f %10d %10d %11d %10.0f %10d",
              minutes,
              accepted.sum(),
              refused.sum(),
              wrong.sum(),
              rate,
              heap / 1024));
      seen = sum;
    }
    return new Growth(heaps);
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
  }
}
