package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.ClientCertificate;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS: docs/flows/mutual-tls.md. */
class MutualTlsTest {

  @TempDir Path folder;

  private final InProcessProvider provider = InProcessProvider.builder().mutualTls().start();
  private final FaultServer orders =
      FaultServer.startMutualTls(TestCertificates.shared().serverContext("127.0.0.1"))
          .always(Reply.of(200).body("[]"));
  private final String issuer = provider.issuer().toString();
  private final String clientId = TestClients.TLS;
  private final String pemOfOurCa = TestCertificates.shared().authorityPem();
  private final KeyStore trust = TestCertificates.shared().trustStore();
  private final URI ordersApi = orders.uri("");
  private Path certificateFile;
  private Path keyFile;
  private ApacheHttpTransport transport;
  private Supplier<ClientCertificate> certificate;

  @BeforeEach
  void issueACertificate() throws Exception {
    KeyStore store = TestCertificates.shared().clientKeyStore(clientId);
    certificateFile = folder.resolve("tls.crt");
    keyFile = folder.resolve("tls.key");
    Files.writeString(
        certificateFile, pem("CERTIFICATE", store.getCertificate("own").getEncoded()));
    Files.writeString(
        keyFile,
        pem(
            "PRIVATE KEY",
            store.getKey("own", TestCertificates.KEY_PASSWORD.toCharArray()).getEncoded()));
    certificate = ClientCertificate.ofPemFiles(certificateFile, keyFile);
    // The first token of a JVM takes its time where many programs share two cores.
    transport =
        ApacheHttpTransport.builder()
            .connectTimeout(Duration.ofSeconds(20))
            .responseTimeout(Duration.ofSeconds(30))
            .callTimeout(Duration.ofSeconds(60))
            .trustedCertificates(pemOfOurCa)
            .clientCertificate(certificate)
            .build();
  }

  @AfterEach
  void close() {
    transport.close();
    orders.close();
    provider.close();
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }

  @Test
  void theTransportOfTheClientsOwn() {
    Supplier<ClientCertificate> certificate =
        ClientCertificate.ofPemFiles(certificateFile, keyFile);

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientAuthentication(ClientAuthentication.tls())
            .tlsIdentity(certificate)
            .build();

    assertThat(client).isNotNull();
    client.close();
  }

  @Test
  void aCallOfAnApiWithTheSameCertificate() throws Exception {
    ApacheHttpTransport transport =
        ApacheHttpTransport.builder()
            .trustedCertificates(pemOfOurCa)
            .clientCertificate(certificate)
            .build();
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientAuthentication(ClientAuthentication.tls())
            .transport(transport)
            .tlsIdentity(certificate)
            .build();

    HttpClient http =
        HttpClient.newBuilder().sslContext(certificate.get().sslContext(trust)).build();
    ResourceClient api = ResourceClient.of(http, client.tokenSource(), ordersApi);
    HttpResponse<String> answer =
        api.send(
            HttpRequest.newBuilder(ordersApi.resolve("/orders")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(orders.requests())
        .singleElement()
        .satisfies(r -> assertThat(r.certificate()).contains(certificate.get().certificate()))
        .satisfies(r -> assertThat(r.header("Authorization")).isPresent());
    client.close();
    transport.close();
  }

  @Test
  void aCertificateForBindingAlone() {
    String clientId = TestClients.KEY_CLIENTS.get(2);
    String privateJwk = provider.privateJwk(clientId);

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientKey(JwtSigner.ofJwk(privateJwk))
            .transport(transport)
            .tlsIdentity(certificate)
            .build();

    assertThat(client.clientCredentialsFlow().accessToken()).isNotNull();
    client.close();
  }

  @Test
  void anApiBehindAProxyThatEndsTls() throws Exception {
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientAuthentication(ClientAuthentication.tls())
            .transport(transport)
            .tlsIdentity(certificate)
            .build();
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(issuer)
            .audience(TestClients.AUDIENCE)
            .transport(transport)
            .build();
    Secret token = client.clientCredentialsFlow().accessToken();
    Map<String, List<String>> headers =
        Map.of(
            "Authorization", List.of("Bearer " + token.reveal()),
            "Client-Cert", List.of(":" + certificate.get().x5c().get(0) + ":"));
    InetAddress peer = InetAddress.getByName("10.0.0.7");

    OAuthResourceServer server =
        OAuthResourceServer.builder(consumer).clientCertificatesFrom("10.0.0.7").build();

    Access access =
        server.access(
            ApiRequest.of("GET", "/orders", headers::get).from(peer), AccessRequirement.none());

    assertThat(access).isInstanceOf(Access.Granted.class);
    consumer.close();
    client.close();
  }

  @Test
  void whatIsRegistered() {
    ClientMetadata bySubject =
        ClientMetadata.builder()
            .tlsClientAuthSubjectDn("CN=billing,O=Example")
            .certificateBoundAccessTokens()
            .build();
    ClientMetadata byItself =
        ClientMetadata.builder().selfSignedTlsClientAuth(certificate.get()).build();

    assertThat(bySubject.tokenEndpointAuthMethod()).contains("tls_client_auth");
    assertThat(byItself.tokenEndpointAuthMethod()).contains("self_signed_tls_client_auth");
  }
}
