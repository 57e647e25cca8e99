package io.crossauth.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TestCertificatesTest {

  private final TestCertificates certificates = TestCertificates.shared();

  @Test
  void theGoodOneIsTrustedByItsClientsForEachName() throws Exception {
    try (FaultServer server = FaultServer.startTls(CertificateKind.GOOD)) {
      server.always(Reply.json("{}"));

      assertThat(get(server.uri("/")).statusCode()).isEqualTo(200);
      assertThat(get(URI.create("https://localhost:" + server.port())).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(value = CertificateKind.class, mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
  void everyOtherKindIsRefused(CertificateKind kind) {
    try (FaultServer server = FaultServer.startTls(kind)) {
      server.always(Reply.json("{}"));

      assertThatThrownBy(() -> get(server.uri("/"))).isInstanceOf(SSLException.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void namesAreFree() throws Exception {
    try (FaultServer server = FaultServer.startTls(certificates.serverContext("127.0.0.1"))) {
      server.always(Reply.json("{}"));

      assertThat(get(server.uri("/")).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(URI.create("https://localhost:" + server.port())))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void strangersDoNotTrustTheAuthority() {
    try (FaultServer server = FaultServer.startTls(CertificateKind.GOOD)) {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/")).build();

      assertThatThrownBy(
              () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void handsOutTheAuthority() throws Exception {
    assertThat(certificates.trustStore().getCertificate("authority"))
        .isEqualTo(certificates.authority());
    assertThat(certificates.authorityPem()).startsWith("-----BEGIN CERTIFICATE-----\nMII");
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
