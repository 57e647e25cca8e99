package io.crossauth.testkit.keycloak;

import io.crossauth.testkit.internal.Needed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keycloak's own image, run by Testcontainers.
 *
 * <p>On the network of this machine where Docker has it: then the server listens on the loopback
 * address alone, on a port of the system's choice, and can call a listener of ours. Elsewhere by a
 * port that Docker publishes on the loopback address.
 */
final class DockerRoute implements Route {

  private static final String IMAGE = "quay.io/keycloak/keycloak:";
  private static final Duration PULL_SILENCE = Duration.ofSeconds(45);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Duration pullSilence;
  private final List<String> options;

  /** {@code options} are given to a server that can call us, beside our own. */
  DockerRoute(List<String> options) {
    this(PULL_SILENCE, options);
  }

  /** {@code pullSilence} is how long the registry of the image may be silent. */
  DockerRoute(Duration pullSilence) {
    this(pullSilence, List.of());
  }

  private DockerRoute(Duration pullSilence, List<String> options) {
    this.pullSilence = pullSilence;
    this.options = List.copyOf(options);
  }

  @Override
  public Running start(Progress progress) {
    Needed.testcontainers(KeycloakServer.CHOICE + "=docker");
    progress.say("asking Docker");
    DockerDaemon daemon = DockerDaemon.ask();
    Optional<String> obstacle = daemon.lackOfHostNetwork();
    if (obstacle.isPresent()) {
      daemon.requireLoopback();
    }
    String image = image();
    new DockerImage(image, pullSilence).require(daemon.client(), progress);
    DockerDaemon.prepareTestcontainers(progress);
    progress.say("starting a container");
    ClientKeys keys = ClientKeys.generate();
    KeycloakContainer container =
        new KeycloakContainer(image, Realm.withKeys(keys), obstacle.isEmpty(), options);
    try {
      container.start();
      URI base = container.awaitListening(PATIENCE);
      progress.say("waiting for the realm");
      URI issuer = container.awaitSign(PATIENCE, () -> Discovery.issuer(Realm.issuer(base)));
      URI tlsIssuer = Realm.issuer(container.awaitListeningTls(PATIENCE));
      return new Running(
          issuer, Optional.of(tlsIssuer), keys, Instant.EPOCH, container::stop, obstacle);
    } catch (RuntimeException e) {
      String log = container.lastLines();
      container.stop();
      throw new IllegalStateException(
          "cannot start Keycloak in a container: " + Causes.innermost(e) + log, e);
    }
  }

  private static String image() {
    try {
      return IMAGE + Distribution.version();
    } catch (IOException e) {
      throw new IllegalStateException("cannot tell the version of Keycloak", e);
    }
  }
}
