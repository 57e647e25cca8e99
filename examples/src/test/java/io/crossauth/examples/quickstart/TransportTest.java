package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpListener;
import io.crossauth.http.HttpPolicy;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.diagnosis.Finding;
import io.crossauth.tokenconsumer.diagnosis.ProviderCheck;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The way to the provider: docs/transport.md, docs/provider-check.md. */
class TransportTest extends Playground {

  @Test
  @DisplayName("case B9 time-outs, pool and headers are set as docs/transport.md shows")
  void oneTransportForAll() {
    ApacheHttpTransport transport =
        ApacheHttpTransport.builder()
            .connectTimeout(Duration.ofSeconds(2))
            .responseTimeout(Duration.ofSeconds(5))
            .callTimeout(Duration.ofSeconds(10))
            .build();

    OAuthClient shop =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .transport(transport)
            .build();
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(issuer).audience(clientId).transport(transport).build();

    assertThat(shop.clientCredentialsFlow().accessToken()).isNotNull();
    consumer.close();
    shop.close();
    transport.close();
  }

  @Test
  @DisplayName("case B9 a proxy is set as the page shows")
  void behindAProxy() {
    ApacheHttpTransport behindProxy =
        ApacheHttpTransport.builder()
            .proxy("proxy.example.internal", 3128)
            .noProxyFor("*.cluster.local", "keycloak")
            .build();

    // What is here goes direct.
    assertThat(behindProxy.send(metadata()).status()).isEqualTo(200);
    behindProxy.close();
  }

  @Test
  @DisplayName("case B9 a trust store is set as the page shows")
  void aPrivateCa() {
    String pemOfOurCa = TestCertificates.shared().authorityPem();

    ApacheHttpTransport trusting =
        ApacheHttpTransport.builder().trustedCertificates(pemOfOurCa).build();

    assertThat(trusting.send(metadata()).status()).isEqualTo(200);
    trusting.close();
  }

  @Test
  void plainHttpInAClosedNetwork() {
    ApacheHttpTransport closedNetwork =
        ApacheHttpTransport.builder().allowPlainHttpInsecurely().build();

    assertThat(closedNetwork.send(metadata()).status()).isEqualTo(200);
    closedNetwork.close();
  }

  @Test
  void providersThatUsersName() {
    try (ApacheHttpTransport transport = ApacheHttpTransport.create()) {
      HttpTransport listed =
          HttpPolicy.onlyHosts(transport, Set.of("id.example.com", "login.example.org"));

      assertForbidden(listed);
    }
    ApacheHttpTransport anybodys = ApacheHttpTransport.builder().publicAddressesOnly().build();

    assertForbidden(anybodys);
    anybodys.close();
  }

  private void assertForbidden(HttpTransport transport) {
    assertThatThrownBy(() -> transport.exchange(metadata()))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.FORBIDDEN));
  }

  @Test
  void aListener() {
    List<String> ended = new ArrayList<>();
    HttpListener listener = exchange -> ended.add(exchange.endpoint());

    ApacheHttpTransport watched = ApacheHttpTransport.builder().listener(listener).build();

    watched.send(metadata());
    assertThat(ended).containsExactly(metadata().uri().toString());
    watched.close();
  }

  @Test
  void whatIsOddAboutAProvider() {
    List<String> report = new ArrayList<>();
    try (ApacheHttpTransport transport = ApacheHttpTransport.create()) {
      List<Finding> findings = ProviderCheck.builder(issuer).transport(transport).build().run();
      for (Finding finding : findings) {
        report.add(finding.severity() + " " + finding.what() + ": " + finding.remedy());
      }
      assertThat(findings).extracting(Finding::severity).doesNotContain(Finding.Severity.ERROR);
    }
    System.out.println("what is odd about the provider of the tests: " + report);
  }

  private HttpCall metadata() {
    return HttpCall.get(URI.create(issuer + "/.well-known/openid-configuration"));
  }
}
