package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.Checkpoint;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 8705: a certificate-bound token at the API")
class CertificateAtTheApiTest {

  private static final X509Certificate OWN = certificate("billing");
  private static final X509Certificate OTHER = certificate("somebody");

  private final Checkpoint at = new Checkpoint();
  private final String bound =
      at.mint
          .accessToken()
          .claim("cnf", Map.of("x5t#S256", Thumbprint.ofCertificate(OWN)))
          .compact();
  private final OAuthResourceServer server =
      OAuthResourceServer.builder(at.forAccess().build()).build();
  private final OAuthResourceServer behindAProxy =
      OAuthResourceServer.builder(at.forAccess().build())
          .clientCertificatesFrom("10.0.0.7", "fd00::/8", "10.32.0.0/12")
          .build();

  private static X509Certificate certificate(String name) {
    try {
      return (X509Certificate) TestCertificates.shared().clientKeyStore(name).getCertificate("own");
    } catch (java.security.KeyStoreException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(X509Certificate certificate) {
    try {
      return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ApiRequest request(String token, String... certificates) {
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of("Bearer " + token), "Client-Cert", List.of(certificates));
    return ApiRequest.of("GET", "/orders", headers::get);
  }

  private static Access access(OAuthResourceServer server, ApiRequest request) {
    return server.access(request, AccessRequirement.none());
  }

  private static void granted(Access access) {
    assertThat(access).isInstanceOf(Access.Granted.class);
  }

  private static void denied(Access access) {
    assertThat(access).isInstanceOf(Access.Denied.class);
    Access.Denied denied = (Access.Denied) access;
    assertThat(denied.challenge().status()).isEqualTo(401);
    assertThat(denied.challenge().error()).contains("invalid_token");
    assertThat(denied.rejection())
        .get()
        .satisfies(
            e ->
                assertThat(((TokenRejectedException) e).reason())
                    .isEqualTo(RejectionReason.WRONG_CONFIRMATION));
  }

  @Test
  @DisplayName(
      "F-12: x5t#S256 is that of the connection's certificate; another, or none, is refused")
  void theCertificateOfTheConnection() {
    granted(access(server, request(bound).withCertificate(OWN)));
    denied(access(server, request(bound).withCertificate(OTHER)));
    denied(access(server, request(bound)));
  }

  @Test
  void aTokenThatIsBoundToNothingIsRefusedWhereACertificateIsShown() {
    String unbound = at.mint.accessToken().compact();

    denied(access(server, request(unbound).withCertificate(OWN)));
    granted(access(server, request(unbound)));
  }

  @Test
  @DisplayName("F-12: a token bound to key and certificate needs both")
  void both() {
    TestKey key = TestKeys.p256("both");
    String jkt = Thumbprint.ofJwk(key.publicJwk());
    OAuthResourceServer proofs =
        OAuthResourceServer.builder(at.forAccess().build())
            .dpop(
                DpopProofs.at(URI.create("https://api.example.com"))
                    .withPlatform(at.time.platform()))
            .build();
    String toBoth =
        at.mint
            .accessToken()
            .claim("cnf", Map.of("jkt", jkt, "x5t#S256", Thumbprint.ofCertificate(OWN)))
            .compact();
    String toTheKey = at.mint.accessToken().claim("cnf", Map.of("jkt", jkt)).compact();

    denied(access(proofs, proved(key, toBoth, "1")));
    denied(access(proofs, proved(key, toBoth, "2").withCertificate(OTHER)));
    denied(access(proofs, request(toBoth).withCertificate(OWN)));
    granted(access(proofs, proved(key, toBoth, "3").withCertificate(OWN)));
    // A certificate that the token does not speak of changes nothing.
    granted(access(proofs, proved(key, toTheKey, "4").withCertificate(OTHER)));
    denied(access(proofs, request(toTheKey).withCertificate(OTHER)));
  }

  private ApiRequest proved(TestKey key, String token, String jti) {
    Map<String, Object> jwk = new LinkedHashMap<>(key.publicJwk());
    jwk.keySet().removeAll(List.of("kid", "use", "alg"));
    String proof =
        TokenDraft.empty()
            .signedWith(key)
            .withoutHeader("kid")
            .header("typ", "dpop+jwt")
            .header("jwk", jwk)
            .claim("jti", jti)
            .claim("htm", "GET")
            .claim("htu", "https://api.example.com/orders")
            .claim("iat", at.time.instant().getEpochSecond())
            .claim("ath", Hashes.sha256(token))
            .compact();
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of("DPoP " + token), "DPoP", List.of(proof));
    return ApiRequest.of("GET", "/orders", headers::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7", "10.47.255.255", "10.32.0.0", "fd12::1", "::ffff:10.0.0.7"})
  @DisplayName("the Client-Cert header counts from a proxy that is named")
  void fromTheProxy(String peer) {
    granted(access(behindAProxy, request(bound, header(OWN)).from(address(peer))));
    denied(access(behindAProxy, request(bound, header(OTHER)).from(address(peer))));
    denied(access(behindAProxy, request(bound).from(address(peer))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.8",
        "10.48.0.0",
        "10.31.255.255",
        "11.0.0.7",
        "fe80::1",
        "::1",
        "127.0.0.1"
      })
  @DisplayName("and from nobody else:")
  void fromNobodyElse(String peer) {
    denied(access(behindAProxy, request(bound, header(OWN)).from(address(peer))));
    denied(access(server, request(bound, header(OWN)).from(address(peer))));
    denied(access(behindAProxy, request(bound, header(OWN))));
  }

  @Test
  void theProxysOwnCertificateIsNotTheClients() {
    ApiRequest viaProxy = request(bound).from(address("10.0.0.7")).withCertificate(OWN);

    denied(access(behindAProxy, viaProxy));
    granted(
        access(
            behindAProxy,
            request(bound, header(OWN)).withCertificate(OTHER).from(address("10.0.0.7"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "::",
        ":AAAA:",
        ":####:",
        "AAAA",
        ":AA=A:",
        "-----BEGIN CERTIFICATE-----",
        "%2D%2D%2D%2D%2DBEGIN"
      })
  void whatIsNoCertificateIsABadRequestAndNotQuoted(String value) {
    Access access = access(behindAProxy, request(bound, value).from(address("10.0.0.7")));

    Access.Denied denied = (Access.Denied) access;
    assertThat(denied.challenge().status()).isEqualTo(400);
    assertThat(denied.challenge().error()).contains("invalid_request");
    assertThat(denied.challenge().header()).contains("Client-Cert").doesNotContain("BEGIN", "AA");
  }

  @Test
  void aCertificateThatIsNamedTwiceOrWithMoreBehindItIsABadRequest() throws Exception {
    byte[] der = OWN.getEncoded();
    byte[] longer = java.util.Arrays.copyOf(der, der.length + 3);
    String more = ":" + Base64.getEncoder().encodeToString(longer) + ":";
    for (ApiRequest request :
        List.of(request(bound, header(OWN), header(OWN)), request(bound, more))) {
      Access access = access(behindAProxy, request.from(address("10.0.0.7")));

      assertThat(((Access.Denied) access).challenge().status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example.com",
    "abc",
    "1",
    "10.0.0.0/0",
    "10.0.0.0/33",
    "10.0.0.256",
    "10.1.0.0/12",
    "10.0.0.7/",
    "fd00::/129"
  })
  void aProxyIsNamedByItsAddress(String proxy) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OAuthResourceServer.builder(at.forAccess().build()).clientCertificatesFrom(proxy))
        .withMessageContaining("proxy: expected an IP address");
  }

  @Test
  void atLeastOneProxyIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OAuthResourceServer.builder(at.forAccess().build()).clientCertificatesFrom())
        .withMessageContaining("proxies");
  }
}
