package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerDaemonTest {

  private static final String SOCKET = "unix:///var/run/docker.sock";
  // An address of this machine on every machine, as the bridge's is where Docker runs on it.
  private static final String OURS = "127.0.0.1";

  @Test
  void aDaemonOfThisMachineHasItsNetwork() {
    assertThat(daemon(SOCKET, "Debian", List.of("name=seccomp"), OURS).lackOfHostNetwork())
        .isEmpty();
  }

  @Test
  void aDaemonBehindAnAddressHasNot() {
    assertThat(daemon("tcp://127.0.0.1:2375", "Debian", List.of(), OURS).lackOfHostNetwork())
        .hasValueSatisfying(
            why -> assertThat(why).contains("over tcp", "cannot call 127.0.0.1 here"));
  }

  @Test
  void dockerDesktopHasNot() {
    assertThat(daemon(SOCKET, "Docker Desktop", List.of(), OURS).lackOfHostNetwork())
        .hasValueSatisfying(why -> assertThat(why).contains("virtual machine"));
  }

  @Test
  void rootlessDockerHasNot() {
    assertThat(daemon(SOCKET, "Debian", List.of("name=rootless"), OURS).lackOfHostNetwork())
        .hasValueSatisfying(why -> assertThat(why).contains("without root"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", ""})
  void aDaemonWhoseBridgeIsElsewhereHasNot(String gateway) {
    assertThat(daemon(SOCKET, "Debian", List.of(), gateway).lackOfHostNetwork())
        .hasValueSatisfying(why -> assertThat(why).contains("another machine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void takesPublishedPortsOfThisMachine(String host) {
    assertThatCode(published(host)::requireLoopback).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.17.0.1", "192.0.2.1"})
  void refusesPublishedPortsElsewhere(String host) {
    assertThatThrownBy(published(host)::requireLoopback)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("answer at " + host)
        .hasMessageContaining("Choose zip")
        .hasMessageContaining("TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1");
  }

  private static DockerDaemon published(String host) {
    return new DockerDaemon(null, URI.create(SOCKET), host, "Debian", List.of(), Optional.empty());
  }

  private static DockerDaemon daemon(
      String address, String system, List<String> securityOptions, String gateway) {
    return new DockerDaemon(
        null,
        URI.create(address),
        "localhost",
        system,
        securityOptions,
        Optional.of(gateway).filter(known -> !known.isEmpty()));
  }
}
