package io.crossauth.testkit.keycloak;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A process that writes into a file, which is quoted when the process fails. */
final class LoggedProcess {

  private static final long LOOK_EVERY_MILLIS = 100;

  private final String what;
  private final Process process;
  private final Path log;

  private LoggedProcess(String what, Process process, Path log) {
    this.what = what;
    this.process = process;
    this.log = log;
  }

  /** Starts a process; {@code what} it does stands in messages. */
  static LoggedProcess start(String what, ProcessBuilder builder, Path log) throws IOException {
    builder.command(builder.command().stream().map(ProcessText::of).toList());
    File folder = builder.directory();
    if (folder != null) {
      builder.directory(new File(ProcessText.of(folder.getPath())));
    }
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new LoggedProcess(what, builder.start(), log);
  }

  /**
   * Waits until the process has ended well.
   *
   * @throws IllegalStateException if it fails or takes too long; then it is killed
   */
  void awaitSuccess(Duration patience) {
    Optional<Integer> code = await(patience, this::exitCode);
    if (!code.equals(Optional.of(0))) {
      throw failure("ended with " + process.exitValue());
    }
  }

  /**
   * Waits until the living process shows something.
   *
   * @throws IllegalStateException if it ends before or takes too long; then it is killed
   */
  <T> T awaitSign(Duration patience, Supplier<Optional<T>> sign) {
    return await(patience, sign).orElseThrow(() -> failure("ended with " + process.exitValue()));
  }

  /** All that the process has written so far. */
  String output() {
    try {
      return new String(Files.readAllBytes(log), Charset.defaultCharset());
    } catch (IOException e) {
      return "(no output: " + e + ")";
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process and waits until it is gone, for ten seconds at most. */
  void kill() {
    process.destroyForcibly();
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the sign says; empty if the process ended without one. */
  private <T> Optional<T> await(Duration patience, Supplier<Optional<T>> sign) {
    long begin = System.nanoTime();
    try {
      while (System.nanoTime() - begin < patience.toNanos()) {
        boolean ended = process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        Optional<T> seen = sign.get();
        if (seen.isPresent() || ended) {
          return seen;
        }
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + what, e);
    }
    kill();
    throw failure("was not done after " + patience.toSeconds() + " s");
  }

  private Optional<Integer> exitCode() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  private IllegalStateException failure(String how) {
    return new IllegalStateException(what + " " + how + LastLines.of(output()));
  }
}
