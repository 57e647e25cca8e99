package io.crossauth.benchmarks.stress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossauth.platform.Platform;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.provider.Endpoint;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A key server that accepts connections and does not answer, while strangers send bad tokens; and
 * beside it, at the same moment and under the same load, one that answers.
 *
 * @param threads how many strangers at each
 * @param length how long each kind of bad tokens is sent
 */
record HangingEndpoint(int threads, Duration length) {

  private static final int GOOD_THREADS = 4;
  private static final int FORGERIES = 32;

  /** A hundredth of fewer is too little to compare. */
  private static final int ENOUGH_CALLS = 5_000;

  private static final double MEDIAN = 0.5;
  private static final double LONGEST = 1;

  List<Figure> measure() throws InterruptedException {
    try (Site hanging = Site.open(Platform.system());
        Site healthy = Site.open(Platform.system())) {
      String good = hanging.token();
      String sound = healthy.token();
      boolean warm = hanging.accepts(good) && healthy.accepts(sound);
      Raw raw = Raw.of(hanging.provider().signingKey("RS256"), forged(hanging));
      hanging.provider().faults().at(Endpoint.JWKS).hang();
      List<Figure> figures = new ArrayList<>();
      String known = "keys hang, bad signature, known kid: ";
      Round first = round(hanging, healthy, forgeries(hanging), forgeries(healthy), raw);
      figures.add(Figure.plain(known + "calls", first.strangers().calls()));
      figures.add(Figure.atMost(known + "median, ms", first.strangers().millis(MEDIAN), 0.5, 1));
      figures.add(
          Figure.atMost(
              known + "median / raw",
              first.strangers().millis(MEDIAN) / first.strangers().besideMillis(MEDIAN),
              1.2,
              2));
      figures.add(Figure.noWaits(known + "waits", first.strangers().waits()));
      figures.add(
          Figure.exactly(
              known + "not refused",
              first.strangers().calls() - first.strangers().count(Senders.Outcome.REFUSED),
              0));
      figures.addAll(first.good(known, warm));

      String unknown = "keys hang, unknown kid: ";
      UnknownKeys names = new UnknownKeys(good);
      UnknownKeys others = new UnknownKeys(sound);
      Round second = round(hanging, healthy, names::next, others::next, () -> {});
      figures.add(Figure.plain(unknown + "calls", second.strangers().calls()));
      figures.add(
          Figure.atMost(
              unknown + "longest wait, ms", second.strangers().millis(LONGEST), 250, 500));
      figures.add(
          Figure.exactly(
              unknown + "accepted", second.strangers().count(Senders.Outcome.ACCEPTED), 0));
      figures.addAll(second.good(unknown, warm));
      return figures;
    }
  }

  /** What came of one kind of bad tokens. */
  private record Round(Senders strangers, Senders hanging, Senders healthy) {

    List<Figure> good(String name, boolean warm) {
      int refused = hanging.calls() - hanging.count(Senders.Outcome.ACCEPTED);
      String slowest = name + "good tokens' p99 / healthy";
      double ratio = hanging.millis(0.99) / healthy.millis(0.99);
      return List.of(
          Figure.exactly(name + "good tokens refused", warm ? refused : -1, 0),
          Figure.noWaits(name + "good tokens' waits", hanging.waits()),
          hanging.calls() < ENOUGH_CALLS
              ? Figure.plain(slowest, ratio)
              : Figure.atMost(slowest, ratio, 1.1, 1.5));
    }
  }

  private Round round(
      Site hanging, Site healthy, Supplier<String> bad, Supplier<String> badToo, Runnable beside)
      throws InterruptedException {
    String good = hanging.token();
    String sound = healthy.token();
    Senders strangers = new Senders(hanging, bad, beside).start(threads);
    Senders strangersToo = new Senders(healthy, badToo, beside).start(threads);
    Senders users = new Senders(hanging, () -> good, () -> {}).start(GOOD_THREADS);
    Senders usersToo = new Senders(healthy, () -> sound, () -> {}).start(GOOD_THREADS);
    TimeUnit.NANOSECONDS.sleep(length.toNanos());
    for (Senders each : List.of(strangers, strangersToo, users, usersToo)) {
      each.stop();
    }
    return new Round(strangers, users, usersToo);
  }

  /** Made beforehand: to sign costs more than to check. */
  private static Supplier<String> forgeries(Site site) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < FORGERIES; i++) {
      made.add(forged(site));
    }
    AtomicInteger next = new AtomicInteger();
    return () -> made.get(Math.floorMod(next.getAndIncrement(), FORGERIES));
  }

  /** A token with the signature of another. */
  private static String forged(Site site) {
    String one = site.token();
    String other = site.token();
    return one.substring(0, one.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
  }

  /** The same signature as the JDK checks it, with nothing around it. */
  @SuppressWarnings("ArrayRecordComponent") // read here, and by nobody else
  private record Raw(PublicKey key, byte[] input, byte[] signature) implements Runnable {

    static Raw of(TestKey key, String token) {
      int dot = token.lastIndexOf('.');
      return new Raw(
          (PublicKey) key.verificationKey(),
          token.substring(0, dot).getBytes(US_ASCII),
          Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    }

    @Override
    public void run() {
      try {
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(key);
        check.update(input);
        if (check.verify(signature)) {
          throw new IllegalStateException("a forged signature is good");
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
