package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class RouteTest {

  @Test
  void refusesAChoiceItDoesNotKnow() {
    assertThatThrownBy(() -> KeycloakServer.builder().choice("podman").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("crossauth.it.keycloak must be zip, docker or a URL, found: podman");
  }

  @Test
  void saysSoWhenNobodyAnswersAtTheUrl() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThatThrownBy(() -> KeycloakServer.builder().choice("http://127.0.0.1:" + port).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("names a server without our realm")
        .hasMessageContaining("/realms/crossauth");
  }
}
