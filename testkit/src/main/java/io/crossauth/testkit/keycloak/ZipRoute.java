package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keycloak's distribution from the Maven repository, run as a process. */
final class ZipRoute implements Route {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  // The port is chosen by the system, and said by the server: no other process can take it between.
  private static final List<String> START =
      List.of(
          "start",
          "--optimized",
          "--http-enabled=true",
          "--http-host=127.0.0.1",
          "--http-port=0",
          "--hostname-strict=false",
          "--cache=local");
  private static final Pattern LISTENING =
      Pattern.compile(
          "Listening on: (http://127\\.0\\.0\\.1:\\d+) and (https://127\\.0\\.0\\.1:\\d+)");

  private final List<String> options;

  /** {@code options} are given to the server beside our own. */
  ZipRoute(List<String> options) {
    this.options = List.copyOf(options);
  }

  @Override
  public Running start(Progress progress) {
    try {
      Cache cache = Cache.ofUser();
      Installation installation = Installation.in(cache, progress);
      PristineRealm realm = PristineRealm.in(cache, installation, progress);
      progress.say("starting");
      Path home = Files.createTempDirectory("crossauth-keycloak");
      installation.furnish(home);
      realm.copyInto(home);
      Path tls = home.resolve("conf").resolve("tls");
      TlsFiles.writeInto(tls);
      List<String> command = new ArrayList<>(START);
      command.addAll(TlsFiles.options(tls.toString(), 0));
      command.addAll(options);
      LoggedProcess server = installation.run("starting Keycloak", home, command);
      return awaited(server, realm.keys(), new OwnProcess(server, home));
    } catch (IOException e) {
      throw new IllegalStateException("cannot start Keycloak from its zip: " + e, e);
    }
  }

  private static Running awaited(LoggedProcess server, ClientKeys keys, OwnProcess own) {
    try {
      MatchResult bases = server.awaitSign(PATIENCE, () -> listening(server.output()));
      URI base = URI.create(bases.group(1));
      URI issuer = server.awaitSign(PATIENCE, () -> Discovery.issuer(Realm.issuer(base)));
      URI tlsIssuer = Realm.issuer(URI.create(bases.group(2)));
      return new Running(
          issuer, Optional.of(tlsIssuer), keys, Instant.EPOCH, own, Optional.empty());
    } catch (RuntimeException e) {
      own.run();
      throw e;
    }
  }

  private static Optional<MatchResult> listening(String log) {
    Matcher line = LISTENING.matcher(log);
    return line.find() ? Optional.of(line.toMatchResult()) : Optional.empty();
  }
}
