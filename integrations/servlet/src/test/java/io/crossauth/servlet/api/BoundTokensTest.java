package io.crossauth.servlet.api;

import static io.crossauth.tokenconsumer.resource.AccessRequirement.scopes;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.api.Wire.Answer;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.SealingKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are bound to a key or to a certificate. */
@TestInstance(Lifecycle.PER_CLASS)
class BoundTokensTest {

  private static final TestKey KEY = TestKeys.p256("client");
  private static final String ORIGIN = "https://api.example.com";

  private final Api api = new Api();
  private final List<X509Certificate> shown = new ArrayList<>();
  private List<Scene> scenes = List.of();
  private List<Scene> strict = List.of();
  private List<Scene> proxied = List.of();

  @BeforeAll
  void start() throws Exception {
    DpopProofs proofs = DpopProofs.at(URI.create(ORIGIN));
    scenes = both(OAuthResourceServer.builder(api.consumer).dpop(proofs).build());
    strict =
        both(
            OAuthResourceServer.builder(api.consumer)
                .dpop(proofs.withNonces(SealingKey.ephemeral()).required())
                .build());
    proxied =
        both(
            OAuthResourceServer.builder(api.consumer)
                .clientCertificatesFrom("127.0.0.0/8")
                .build());
  }

  private List<Scene> both(OAuthResourceServer server) throws Exception {
    ResourceServerFilter filter =
        ResourceServerFilter.builder(server)
            .require("/orders/**", scopes("orders:read"))
            .require("/admin/**", scopes("admin"))
            .open("GET", "/open")
            .build();
    return Scene.both(
        () ->
            Site.starting(
                    context -> {
                      connector(context);
                      filter.addTo(context);
                    })
                .in("/shop")
                .with(
                    "/orders/forward",
                    (request, response) ->
                        request
                            .getRequestDispatcher(request.getQueryString())
                            .forward(request, response))
                .with(
                    "/open",
                    (request, response) -> {
                      request.getRequestDispatcher("/orders/1").include(request, response);
                      request.getRequestDispatcher("/orders/2").include(request, response);
                    })
                .with(
                    "/",
                    (request, response) ->
                        response
                            .getWriter()
                            .write(request.getAuthType() + " " + request.getRemoteUser() + ";")));
  }

  /** In the place of a connector with TLS: the certificate as the container hands it over. */
  private void connector(ServletContext context) {
    Filter handsOver =
        (request, response, chain) -> {
          if (!shown.isEmpty()) {
            request.setAttribute(
                "jakarta.servlet.request.X509Certificate", shown.toArray(new X509Certificate[0]));
          }
          chain.doFilter(request, response);
        };
    context
        .addFilter("connector", handsOver)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    context.getFilterRegistration("connector");
  }

  @AfterAll
  void stop() {
    scenes.forEach(Scene::close);
    strict.forEach(Scene::close);
    proxied.forEach(Scene::close);
    api.close();
  }

  List<Scene> scenes() {
    return scenes;
  }

  List<Scene> strict() {
    return strict;
  }

  List<Scene> proxied() {
    return proxied;
  }

  private TokenDraft bound() throws Exception {
    Map<String, Object> jwk = KEY.publicJwk();
    String thumbprint =
        sha256(
            "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(jwk.get("x"), jwk.get("y"))
                .getBytes(StandardCharsets.US_ASCII));
    return api.draft("orders:read admin").claim("cnf", Map.of("jkt", thumbprint));
  }

  private static TokenDraft proof(String token, String method, String path) throws Exception {
    Map<String, Object> jwk = new LinkedHashMap<>(KEY.publicJwk());
    jwk.keySet().removeAll(List.of("kid", "use", "alg"));
    return TokenDraft.empty()
        .signedWith(KEY)
        .withoutHeader("kid")
        .header("typ", "dpop+jwt")
        .header("jwk", jwk)
        .claim("jti", UUID.randomUUID().toString())
        .claim("htm", method)
        .claim("htu", ORIGIN + path)
        .claim("iat", Instant.now().getEpochSecond())
        .claim("ath", sha256(token.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String[] headers(String token, TokenDraft proof) {
    return new String[] {"Authorization: DPoP " + token, "DPoP: " + proof.compact()};
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aProofForThisRequestPassesOnce(Scene scene) throws Exception {
    String token = bound().compact();
    String[] headers = headers(token, proof(token, "GET", "/shop/orders/7"));

    assertThat(scene.get("/shop/orders/7", headers).body()).isEqualTo("DPoP alice;");
    Answer again = scene.get("/shop/orders/7", headers);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.header("WWW-Authenticate").orElseThrow())
        .startsWith("DPoP error=\"invalid_dpop_proof\"")
        .contains("algs=\"");
    assertThat(again.whole()).doesNotContain(token);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aProofForAnotherMethodOrPathIsRefused(Scene scene) throws Exception {
    String token = bound().compact();

    for (TokenDraft other :
        List.of(
            proof(token, "POST", "/shop/orders/7"),
            proof(token, "GET", "/shop/orders/8"),
            proof(token, "GET", "/orders/7"))) {
      assertThat(scene.get("/shop/orders/7", headers(token, other)).status()).isEqualTo(401);
    }
    // The rule is that of GET, the method of the proof is that of the request.
    String head = "HEAD /shop/orders/7";
    assertThat(scene.send(head, "", headers(token, proof(token, "GET", "/shop/orders/7"))).status())
        .isEqualTo(401);
    assertThat(
            scene.send(head, "", headers(token, proof(token, "HEAD", "/shop/orders/7"))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void bothSchemesAreOffered(Scene scene) throws Exception {
    String challenge = scene.get("/shop/orders").header("WWW-Authenticate").orElseThrow();

    assertThat(challenge).startsWith("Bearer ").contains(", DPoP algs=\"");
    assertThat(scene.get("/shop/orders", Api.bearer(bound())).status()).isEqualTo(401);
    assertThat(scene.get("/shop/orders", api.bearer("orders:read")).body())
        .isEqualTo("Bearer alice;");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void oneProofIsEnoughForWhatTheRequestIsForwardedTo(Scene scene) throws Exception {
    String token = bound().compact();
    String path = "/shop/orders/forward";

    Answer answer = scene.get(path + "?/admin/x", headers(token, proof(token, "GET", path)));

    assertThat(answer.body()).isEqualTo("DPoP alice;");
    String weak = bound().claim("scope", "orders:read").compact();
    assertThat(scene.get(path + "?/admin/x", headers(weak, proof(weak, "GET", path))).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void oneProofIsEnoughForTwoIncludesOfAnOpenPage(Scene scene) throws Exception {
    String token = bound().compact();

    Answer answer = scene.get("/shop/open", headers(token, proof(token, "GET", "/shop/open")));

    assertThat(answer.body()).isEqualTo("DPoP alice;DPoP alice;");
    assertThat(scene.get("/shop/open").body()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("strict")
  void theNonceComesWithTheRefusalAndWithTheGoodAnswer(Scene scene) throws Exception {
    String token = bound().compact();
    TokenDraft proof = proof(token, "GET", "/shop/orders");

    Answer first = scene.get("/shop/orders", headers(token, proof));
    String nonce = first.header("DPoP-Nonce").orElseThrow();
    Answer second = scene.get("/shop/orders", headers(token, proof.claim("nonce", nonce)));

    assertThat(first.status()).isEqualTo(401);
    assertThat(first.header("WWW-Authenticate").orElseThrow()).contains("use_dpop_nonce");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("DPoP-Nonce")).isPresent();
    assertThat(scene.get("/shop/orders", api.bearer("orders:read")).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aTokenOfACertificateNeedsIt(Scene scene) throws Exception {
    X509Certificate own = TestCertificates.shared().authority();
    String header =
        Api.bearer(
            api.draft("orders:read").claim("cnf", Map.of("x5t#S256", sha256(own.getEncoded()))));

    assertThat(scene.get("/shop/orders", header).status()).isEqualTo(401);
    shown.add(own);
    try {
      assertThat(scene.get("/shop/orders", header).body()).isEqualTo("Bearer alice;");
      assertThat(scene.get("/shop/orders", Api.bearer(bound())).status()).isEqualTo(401);
    } finally {
      shown.clear();
    }
  }

  private static String clientCert(X509Certificate certificate) throws Exception {
    return "Client-Cert: :" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
  }

  @ParameterizedTest
  @MethodSource("proxied")
  void theCertificateThatANamedProxyTellsCountsForForwardsToo(Scene scene) throws Exception {
    X509Certificate own = TestCertificates.shared().authority();
    String header =
        Api.bearer(
            api.draft("orders:read admin")
                .claim("cnf", Map.of("x5t#S256", sha256(own.getEncoded()))));
    String told = clientCert(own);

    assertThat(scene.get("/shop/orders", header, told).body()).isEqualTo("Bearer alice;");
    assertThat(scene.get("/shop/orders/forward?/admin/x", header, told).body())
        .isEqualTo("Bearer alice;");
    assertThat(scene.get("/shop/orders", header).status()).isEqualTo(401);
    assertThat(scene.get("/shop/orders", header, "Client-Cert: :AAAA:").status()).isEqualTo(400);
    assertThat(scene.get("/shop/orders", header, told, told).status()).isEqualTo(400);
    shown.add(own);
    try {
      assertThat(scene.get("/shop/orders", header).status())
          .as("the connection's certificate is the proxy's")
          .isEqualTo(401);
    } finally {
      shown.clear();
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void nobodyElseTellsACertificate(Scene scene) throws Exception {
    X509Certificate own = TestCertificates.shared().authority();
    String header =
        Api.bearer(
            api.draft("orders:read").claim("cnf", Map.of("x5t#S256", sha256(own.getEncoded()))));

    assertThat(scene.get("/shop/orders", header, clientCert(own)).status()).isEqualTo(401);
  }
}
