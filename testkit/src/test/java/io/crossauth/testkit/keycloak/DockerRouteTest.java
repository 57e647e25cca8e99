package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.fault.ClosedPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Against a daemon of our own, so that it needs no Docker; most of it is waiting. */
@Execution(ExecutionMode.CONCURRENT)
class DockerRouteTest {

  @TempDir Path home;

  @Test
  void withoutADaemonItSaysWhatToDo() throws IOException {
    try (ClosedPort nobody = ClosedPort.hold()) {
      String output = attempt("tcp://127.0.0.1:" + nobody.uri("/").getPort());

      assertThat(output)
          .contains("refused: crossauth.it.keycloak is docker, but no Docker daemon answers")
          .contains("or choose zip");
    }
  }

  @Test
  void aRegistryThatRefusesIsTheCause() throws IOException {
    try (FakeDaemon daemon = FakeDaemon.whoseRegistryRefuses()) {
      assertThat(attempt(daemon.address()))
          .contains("Keycloak: pulling quay.io/keycloak/keycloak:" + Distribution.version())
          .containsPattern("refused: cannot pull quay.io/keycloak/keycloak:\\S+: ")
          .contains("lookup quay.io: no such host", "choose zip");
    }
  }

  @Test
  void aRegistryThatIsSilentIsNotWaitedForLong() throws IOException {
    try (FakeDaemon daemon = FakeDaemon.whoseRegistryIsSilent()) {
      assertThat(attempt(daemon.address()))
          .contains("Keycloak: pulling quay.io/keycloak/keycloak:" + Distribution.version())
          .contains("no news for 2 s", "choose zip");
    }
  }

  @Test
  void portsThatAreNotOnThisMachineAreRefusedBeforeAnythingIsPulled() throws IOException {
    try (FakeDaemon daemon = FakeDaemon.whoseRegistryRefuses()) {
      String output =
          DockerAttempt.output(
              home,
              Map.of(
                  "DOCKER_HOST", daemon.address(), "TESTCONTAINERS_HOST_OVERRIDE", "172.17.0.1"));

      assertThat(output)
          .contains("refused: crossauth.it.keycloak is docker, but Docker's containers answer at")
          .contains("172.17.0.1, expected 127.0.0.1", "set TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1")
          .doesNotContain("pulling");
    }
  }

  @Test
  void aServerThatEndsIsQuoted() throws IOException {
    try (FakeDaemon daemon = FakeDaemon.whoseContainersEnd()) {
      assertThat(attempt(daemon.address()))
          .contains("refused: cannot start Keycloak in a container: the server has ended")
          .contains("its last lines:", "ERROR: this is why");
      // It was frugal, and its port published on the loopback address alone.
      assertThat(daemon.created())
          .singleElement()
          .asString()
          .contains("\"JAVA_OPTS_KC_HEAP=-Xms64m -Xmx512m\"")
          .contains("\"8080/tcp\":[{\"HostIp\":\"127.0.0.1\"")
          .contains("\"8443/tcp\":[{\"HostIp\":\"127.0.0.1\"")
          .contains("\"--https-client-auth=request\"", "\"--https-port=8443\"");
    }
  }

  private String attempt(String daemon) throws IOException {
    return DockerAttempt.output(
        home, Map.of("DOCKER_HOST", daemon, "TESTCONTAINERS_RYUK_DISABLED", "true"));
  }
}
