package io.crossauth.client.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Another JVM with our class path. It says {@code ready}, and begins when it is told to. */
final class OtherProcess implements AutoCloseable {

  private final Process process;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Thread reader = new Thread(this::read, "output of another process");

  private OtherProcess(Process process) {
    this.process = process;
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process.
   *
   * @param key what it finds in its environment as KEY
   */
  static OtherProcess start(Class<?> main, String key, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KEY", key);
    try {
      return new OtherProcess(builder.start());
    } catch (IOException e) {
      throw new AssertionError("cannot start another JVM", e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.equals("ready")) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      output.add("output ended: " + e);
    }
  }

  void awaitReady(Duration patience) throws InterruptedException {
    if (!ready.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure("was not ready within " + patience);
    }
  }

  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  void awaitSuccess(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure("did not end within " + patience);
    }
    reader.join(patience.toMillis());
    if (process.exitValue() != 0) {
      throw failure("ended with " + process.exitValue());
    }
  }

  private AssertionError failure(String what) {
    return new AssertionError("the other process " + what + ":\n" + String.join("\n", output));
  }

  /** As by a power cut, for the process. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw failure("could not be killed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
