package io.crossauth.benchmarks.nodes;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.logging.LogManager;

/**
 * One node, a process of its own: calls {@code accessToken()} of all sessions at a steady rate, and
 * does as it is told on its standard input.
 */
final class Node {

  static final String CLIENT = "nodes";
  static final Secret SECRET = Secret.of("a-secret-of-the-benchmark");

  private final Report report = new Report(System.out);
  private final Traps traps = new Traps(report);
  private final Backend backend;
  private final ApacheHttpTransport http = ApacheHttpTransport.create();
  private final OAuthClient client;
  private final TokenManager sessions;
  private final Load load;

  private Node(String who, String issuer, String store, int port, SealingKey key, int rate) {
    this.backend = Backend.open(store, port, key);
    this.client =
        OAuthClient.builder(issuer)
            .clientId(CLIENT)
            .clientSecret(SECRET)
            .transport(new WatchedTransport(http, who, traps, report))
            .build();
    this.sessions = client.tokenManager(new WatchedStore(backend.tokens(), traps, report));
    this.load = new Load(sessions, report, backend, rate);
  }

  /**
   * Runs until told to end, by {@code close} or by a signal.
   *
   * @param args who it is; the issuer; the kind of the store; its port; calls a second. The first
   *     line of the standard input is the key of the sessions
   */
  public static void main(String[] args) throws IOException {
    // What is printed is for the parent.
    LogManager.getLogManager().reset();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    SealingKey key = SealingKey.of(Secret.of(in.readLine()));
    Node node =
        new Node(
            args[0], args[1], args[2], Integer.parseInt(args[3]), key, Integer.parseInt(args[4]));
    // As docs/storage.md says: drain, then close the client, then the transport.
    Runtime.getRuntime().addShutdownHook(new Thread(node::end));
    node.report.ready();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      node.told(line.split(" "));
    }
    System.exit(0);
  }

  private void told(String[] words) {
    switch (words[0]) {
      case "trap" -> traps.set(Step.valueOf(words[1]), Traps.Deed.valueOf(words[2]));
      case "go" -> traps.go();
      case "sessions" -> load.over(Integer.parseInt(words[1]));
      case "ask" -> load.ask(words[1]);
      case "close" -> System.exit(0);
      default ->
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "node: expected a command, found %s", words[0]));
    }
  }

  private void end() {
    long begun = System.nanoTime();
    load.stop();
    boolean unused = sessions.drain(Duration.ofSeconds(30));
    client.close();
    http.close();
    report.closed((System.nanoTime() - begun) / 1_000_000, sessions.unsaved());
  }
}
