package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Keycloak's own image, run by Testcontainers. */
final class DockerRoute implements Route {

  private static final String IMAGE = "quay.io/keycloak/keycloak:";
  private static final int PORT = 8080;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Whether a daemon answers, within three seconds.
   *
   * <p>Asked of Docker's own command, since Testcontainers looks longer and fills the log.
   */
  static boolean daemonAnswers() {
    try {
      Process docker =
          new ProcessBuilder("docker", "version", "--format", "{{.Server.Version}}")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = docker.waitFor(3, TimeUnit.SECONDS);
      docker.destroyForcibly();
      return ended && docker.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Running start(Progress progress) {
    if (!daemonAnswers()) {
      throw new IllegalStateException(
          KeycloakServer.CHOICE
              + " is docker, but no Docker daemon answers: start it, or choose zip");
    }
    progress.say("starting a container");
    ClientKeys keys = ClientKeys.generate();
    GenericContainer<?> container = container(Realm.withKeys(keys));
    try {
      container.start();
      URI base = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
      URI issuer = Discovery.issuer(Realm.issuer(base)).orElseThrow();
      return new Running(issuer, keys, Instant.EPOCH, container::stop);
    } catch (RuntimeException e) {
      container.stop();
      throw new IllegalStateException("cannot start Keycloak in a container: " + e, e);
    }
  }

  private static GenericContainer<?> container(String realm) {
    try {
      return new GenericContainer<>(DockerImageName.parse(IMAGE + Distribution.version()))
          .withExposedPorts(PORT)
          .withEnv(AdminApi.BOOTSTRAP)
          .withCopyToContainer(
              Transferable.of(realm), "/opt/keycloak/data/import/" + Realm.FILE_NAME)
          .withCommand("start-dev", "--import-realm")
          .waitingFor(
              Wait.forHttp("/realms/" + Realm.NAME + "/.well-known/openid-configuration")
                  .forPort(PORT)
                  .withStartupTimeout(PATIENCE));
    } catch (IOException e) {
      throw new IllegalStateException("cannot tell the version of Keycloak", e);
    }
  }
}
