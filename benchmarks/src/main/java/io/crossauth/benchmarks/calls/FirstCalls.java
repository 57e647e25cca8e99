package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.verify.Meter;
import io.crossauth.client.OAuthClient;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.jwks.KeySet;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first call of each kind in a process, when every class is still to be loaded. */
final class FirstCalls {

  private FirstCalls() {}

  /**
   * Prints milliseconds of wall clock and of CPU, the classes loaded and the bytes allocated by the
   * thread, for one kind.
   *
   * @param args {@code raw}, {@code client} or {@code check}, and where tokens come from
   */
  public static void main(String[] args) throws Exception {
    URI endpoint = URI.create(args[1]);
    // Keys and tokens are somebody else's work.
    Scene scene = Scene.of(args[0].equals("check") ? Algorithm.RS256 : Algorithm.HS256);
    String token = scene.draft().compact();
    String jwks = scene.jwks();
    Meter meter = new Meter();
    long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    long bytes = meter.bytes();
    long cpu = meter.cpuNanos();
    long wall = System.nanoTime();
    switch (args[0]) {
      case "raw" -> raw(endpoint);
      case "client" -> client(endpoint);
      default -> check(jwks, token);
    }
    wall = System.nanoTime() - wall;
    cpu = meter.cpuNanos() - cpu;
    bytes = meter.bytes() - bytes;
    classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - classes;
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println(
        String.format(Locale.ROOT, "%.1f %.1f %d %d", wall / 1e6, cpu / 1e6, classes, bytes));
    System.exit(0);
  }

  private static void raw(URI endpoint) throws Exception {
    try (RawSocket socket = new RawSocket(endpoint)) {
      socket.call();
    }
  }

  private static void client(URI endpoint) {
    try (OAuthClient client = Clients.of(endpoint)) {
      if (client.clientCredentialsFlow("orders:write").accessToken() == null) {
        throw new IllegalStateException("expected a token, found none");
      }
    }
  }

  private static void check(String jwks, String token) {
    try (OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(Scene.ISSUER)
            .audience(Scene.AUDIENCE)
            .keys(KeySet.ofJwks(jwks))
            .build()) {
      VerifiedToken verified = consumer.verify(token, TokenType.ACCESS);
      if (verified.requireSubject().isEmpty() || verified.claims().hashCode() == 0) {
        throw new IllegalStateException("expected a subject and claims, found none");
      }
    }
  }
}
