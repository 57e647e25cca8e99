package io.crossauth.examples.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The Spring shop, built below {@code spring-shop} before us, in a process of its own: there is no
 * Spring on the class path here.
 */
final class ShopProcess implements AutoCloseable {

  private static final Path MODULE =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("spring-shop/target");

  private static final String READY = "shop: ";
  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final String address;

  private ShopProcess(Process process) throws IOException {
    this.process = process;
    this.address = readAddress();
  }

  /**
   * Starts the shop, and waits until it says where it is.
   *
   * @param secrets for its environment
   * @param settings for its command line
   */
  static ShopProcess start(Map<String, String> secrets, List<String> settings) throws IOException {
    String libraries = Files.readString(MODULE.resolve("runtime.classpath")).strip();
    String classPath = MODULE.resolve("classes") + File.pathSeparator + libraries;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath, "io.crossauth.examples.shop.Shop"));
    command.addAll(settings);
    ProcessBuilder shop =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    shop.environment().putAll(secrets);
    Process process = shop.start();
    try {
      return new ShopProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private String readAddress() throws IOException {
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    List<String> before = new ArrayList<>();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        deadline.cancel(false);
        drain(out);
        return line.substring(READY.length());
      }
      before.add(line);
    }
    throw new IllegalStateException("the shop did not start: " + String.join("\n", before));
  }

  /** A full pipe would stop the shop. */
  private static void drain(BufferedReader out) {
    Thread reading =
        new Thread(
            () -> {
              try {
                out.transferTo(Writer.nullWriter());
              } catch (IOException e) {
                // The shop has ended.
              }
            },
            "shop-output");
    reading.setDaemon(true);
    reading.start();
  }

  /** Where its front page is. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
