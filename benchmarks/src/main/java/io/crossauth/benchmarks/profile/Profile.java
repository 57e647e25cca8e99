package io.crossauth.benchmarks.profile;

import io.crossauth.benchmarks.calls.TokenCall;
import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Contestant;
import io.crossauth.benchmarks.peers.Contestants;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Runs one thing over and over, and says what it was doing; {@code benchmarks/profile}. */
final class Profile {

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration RECORDED = Duration.ofSeconds(20);

  private Profile() {}

  /**
   * Runs.
   *
   * @param args {@code call} for token calls, or an algorithm for checks of tokens signed by it,
   *     and who checks them, ours by default
   */
  public static void main(String[] args) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    if (args[0].equals("call")) {
      try (TokenCall call = TokenCall.open()) {
        record(out, call::make);
      }
    } else {
      Scene scene = Scene.of(Algorithm.valueOf(args[0]));
      List<String> tokens = scene.tokens(1);
      try (Verifier verifier = contestant(args.length > 1 ? args[1] : "ours").prepare(scene)) {
        record(out, () -> verifier.verify(tokens.get(0)).length());
      }
    }
    System.exit(0);
  }

  private static Contestant contestant(String name) {
    return Contestants.all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("profile: expected a contestant, found " + name));
  }

  private static void record(PrintWriter out, Callable<Integer> work) throws Exception {
    int sum = repeat(WARM_UP, work);
    Path file = Files.createTempFile("profile", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.enable("jdk.ObjectAllocationSample").with("throttle", "1000/s");
      recording.start();
      sum += repeat(RECORDED, work);
      recording.stop();
      recording.dump(file);
      Frames time = new Frames("CPU", "jdk.ExecutionSample");
      Frames bytes = new Frames("bytes", "jdk.ObjectAllocationSample");
      RecordingFile.readAllEvents(file)
          .forEach(
              event -> {
                time.add(event);
                bytes.add(event);
              });
      out.println(time.text());
      out.println(bytes.text());
    } finally {
      Files.delete(file);
    }
    if (sum == 0) {
      throw new IllegalStateException("expected work, found none");
    }
  }

  private static int repeat(Duration time, Callable<Integer> work) throws Exception {
    int sum = 0;
    for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
      sum |= work.call();
    }
    return sum;
  }
}
