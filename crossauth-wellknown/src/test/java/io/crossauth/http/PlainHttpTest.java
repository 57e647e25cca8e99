package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain http to other machines is refused, and the refusal names the way out and its danger. */
class PlainHttpTest {

  @ParameterizedTest(name = "case B8 {0}: the message names the switch, its danger and the page")
  @ValueSource(
      strings = {
        "http://keycloak:8080/realms/shop/.well-known/openid-configuration",
        "http://keycloak.identity.svc.cluster.local:8080/token",
        "http://10.96.0.17:8080/certs",
        "http://host.docker.internal:8080/token"
      })
  void theWayOut(String address) {
    URI uri = URI.create(address);
    try (FaultServer server = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport usual = ApacheHttpTransport.create();
        ApacheHttpTransport open =
            ApacheHttpTransport.builder()
                .allowPlainHttpInsecurely()
                .addressBook(
                    AddressBook.empty()
                        .plus(
                            uri.getHost(),
                            8080,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())))
                .build()) {

      TransportException e = Outcomes.failure(usual, HttpCall.get(uri));

      assertThat(e.code()).isEqualTo("transport.forbidden");
      assertThat(e.getMessage())
          .contains("ApacheHttpTransport.builder().allowPlainHttpInsecurely()")
          .contains("everybody on the way then reads and changes secrets and tokens")
          .contains("docs/transport.md");
      // The hint, followed.
      assertThat(open.send(HttpCall.get(uri)).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("case B8 the policy httpsOnly names no switch that would not help")
  void thePolicy() {
    TransportException e =
        Outcomes.failure(
            HttpPolicy.httpsOnly(call -> new HttpReply(200, Headers.none(), new byte[0])),
            HttpCall.get(URI.create("http://keycloak:8080/token")));

    assertThat(e.getMessage()).contains("httpsOnly").doesNotContain("allowPlainHttpInsecurely");
  }

  @Test
  @DisplayName("case B8 another scheme has no switch")
  void otherSchemes() {
    try (ApacheHttpTransport usual = ApacheHttpTransport.create()) {
      TransportException e =
          Outcomes.failure(usual, HttpCall.get(URI.create("ftp://keycloak/token")));

      assertThat(e.getMessage()).contains("found ftp").doesNotContain("allowPlainHttpInsecurely");
    }
  }
}
