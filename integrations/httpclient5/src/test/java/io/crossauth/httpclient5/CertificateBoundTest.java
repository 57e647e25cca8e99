package io.crossauth.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.TokenSource;
import io.crossauth.http.ClientCertificate;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("RFC 8705 section 3: an Apache client with a certificate-bound token")
class CertificateBoundTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.shared();

  private final FaultServer server =
      FaultServer.startMutualTls(CERTIFICATES.serverContext("127.0.0.1"))
          .always(Reply.of(200).body("[]"));

  @AfterEach
  void close() {
    server.close();
  }

  private static ClientCertificate certificate(String name) {
    return ClientCertificate.of(
        CERTIFICATES.clientKeyStore(name), Secret.of(TestCertificates.KEY_PASSWORD));
  }

  /** Gives one token. */
  private record OneToken() implements TokenSource {

    @Override
    public Secret accessToken() {
      return Secret.of("test-token");
    }

    @Override
    public Map<String, String> authorize(String method, URI uri) {
      return Map.of("Authorization", "Bearer test-token");
    }

    @Override
    public void rejected(Secret accessToken) {}
  }

  private CloseableHttpClient client(ClientCertificate own) {
    return TokenExecHandler.of(new OneToken(), server.uri(""))
        .addTo(
            HttpClients.custom()
                .setConnectionManager(
                    PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(
                            new DefaultClientTlsStrategy(own.sslContext(CERTIFICATES.trustStore())))
                        .build()))
        .build();
  }

  @Test
  @DisplayName("F-12: the token goes over a connection that shows its certificate, and no other")
  void showsTheCertificate() throws IOException {
    ClientCertificate first = certificate("first");
    ClientCertificate second = certificate("second");
    for (ClientCertificate own : new ClientCertificate[] {first, second}) {
      try (CloseableHttpClient client = client(own)) {
        for (int i = 0; i < 2; i++) {
          assertThat(
                  client.<Integer>execute(
                      new HttpGet(server.uri("/orders")), response -> response.getCode()))
              .isEqualTo(200);
        }
      }
    }

    assertThat(server.requests())
        .extracting(request -> request.certificate().orElseThrow())
        .containsExactly(
            first.certificate(), first.certificate(), second.certificate(), second.certificate());
    assertThat(server.requests())
        .allSatisfy(
            request -> assertThat(request.header("Authorization")).contains("Bearer test-token"));
  }
}
