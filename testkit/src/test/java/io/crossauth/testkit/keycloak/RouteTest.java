package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
  void takesTheZipUnlessToldOtherwise() {
    assertThat(Route.chosen("")).isInstanceOf(ZipRoute.class);
    assertThat(Route.chosen("zip")).isInstanceOf(ZipRoute.class);
    assertThat(Route.chosen("docker")).isInstanceOf(DockerRoute.class);
  }

  @Test
  void saysSoWhenNobodyAnswersAtTheUrl() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThatThrownBy(() -> KeycloakServer.builder().choice("http://127.0.0.1:" + port).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gives no metadata")
        .hasMessageContaining("/realms/crossauth");
  }

  @Test
  void saysSoWhenTheServerHasNoSuchRealm() throws IOException {
    HttpServer empty =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    empty.start();
    try {
      String url = "http://127.0.0.1:" + empty.getAddress().getPort();

      assertThatThrownBy(() -> KeycloakServer.builder().choice(url).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the server has no realm at " + url + "/realms/crossauth");
    } finally {
      empty.stop(0);
    }
  }
}
