package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.ClientCertificate;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;

/**
 * A client with a certificate, a thief without one, and an API that takes certificate-bound tokens
 * (RFC 8705).
 */
final class Certified implements AutoCloseable {

  private final String issuer;
  private final ClientCertificate own = certificate(TestClients.TLS);
  private final ApacheHttpTransport with;
  private final ApacheHttpTransport without;
  private final Wire wire;
  private final OAuthTokenConsumer tokens;

  /** {@code notes} is where the calls are noted. */
  Certified(String issuer, Wire notes) {
    this.issuer = issuer;
    this.with = trusting().clientCertificate(() -> own).build();
    this.without = trusting().build();
    this.wire = notes.over(with);
    this.tokens =
        OAuthTokenConsumer.builder(issuer)
            .audience(TestClients.AUDIENCE)
            .transport(without)
            .build();
  }

  private static ApacheHttpTransport.Builder trusting() {
    // A handshake with a certificate takes its time where many programs share two cores.
    return ApacheHttpTransport.builder()
        .connectTimeout(Duration.ofSeconds(20))
        .responseTimeout(Duration.ofSeconds(30))
        .callTimeout(Duration.ofSeconds(60))
        .trustedCertificates(TestCertificates.shared().authorityPem());
  }

  private static ClientCertificate certificate(String name) {
    return ClientCertificate.of(
        TestCertificates.shared().clientKeyStore(name), Secret.of(TestCertificates.KEY_PASSWORD));
  }

  /** Begins the client. */
  OAuthClientBuilder client() {
    return OAuthClient.builder(issuer)
        .clientId(TestClients.TLS)
        .clientAuthentication(ClientAuthentication.tls())
        .transport(wire)
        .tlsIdentity(() -> own);
  }

  /** Begins a client that has a token of the other's, and no certificate. */
  OAuthClientBuilder thief() {
    return OAuthClient.builder(issuer).clientId(TestClients.TLS).transport(wire.over(without));
  }

  /**
   * Shows a token to an API, with its certificate, with another and with none.
   *
   * @throws IllegalStateException if one of them fares as it should not
   */
  void requireBound(Secret token) {
    OAuthResourceServer api = OAuthResourceServer.builder(tokens).build();
    ApiRequest request =
        ApiRequest.of(
            "GET",
            "/orders",
            name ->
                name.equals("Authorization")
                    ? List.of("Bearer " + token.reveal())
                    : List.<String>of());
    require(api, request.withCertificate(own.certificate()), true);
    require(api, request.withCertificate(certificate("somebody").certificate()), false);
    require(api, request, false);
  }

  private static void require(OAuthResourceServer api, ApiRequest request, boolean good) {
    if (api.access(request, AccessRequirement.none()) instanceof Access.Granted != good) {
      throw new IllegalStateException(
          "expected a token that goes with its certificate alone, found another");
    }
  }

  @Override
  public void close() {
    tokens.close();
    with.close();
    without.close();
  }
}
