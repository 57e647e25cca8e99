package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API whose tokens are bound to a key. */
class DpopApiTest extends Playground {

  private static final TestKey KEY = TestKeys.p256("client");

  private HttpServer http;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @Test
  void aProofForTheAddressThatClientsUsePasses() throws Exception {
    assertThat(get("https://api.example.com/orders").statusCode()).isEqualTo(200);
  }

  @Test
  void aProofForTheAddressBehindTheProxyIsRefusedAndSaysWhy() throws Exception {
    HttpResponse<String> answer = get("http://127.0.0.1/orders");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("DPoP error=\"invalid_dpop_proof\"");
  }

  private HttpResponse<String> get(String htu) throws Exception {
    String token =
        provider
            .mint()
            .withAudience("orders-api")
            .accessToken()
            .claim("scope", "orders:read")
            .claim("cnf", Map.of("jkt", thumbprint()))
            .compact();
    String proof =
        TokenDraft.empty()
            .signedWith(KEY)
            .header("typ", "dpop+jwt")
            .header("jwk", KEY.publicJwk())
            .claim("jti", "1")
            .claim("htm", "GET")
            .claim("htu", htu)
            .claim("iat", Instant.now().getEpochSecond())
            .claim("ath", sha256(token))
            .compact();
    URI address = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/orders");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** RFC 7638 section 3. */
  private static String thumbprint() throws NoSuchAlgorithmException {
    Map<String, Object> jwk = KEY.publicJwk();
    return sha256(
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(jwk.get("x"), jwk.get("y")));
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().getRawPath();
    OAuthTokenConsumer consumer = OAuthTokenConsumer.builder(issuer).audience("orders-api").build();
    DpopProofs proofs = DpopProofs.at(URI.create("https://api.example.com"));
    OAuthResourceServer server = OAuthResourceServer.builder(consumer).dpop(proofs).build();

    Access access =
        server.access(
            ApiRequest.of(exchange.getRequestMethod(), target, exchange.getRequestHeaders()::get),
            AccessRequirement.scopes("orders:read"));
    if (access instanceof Access.Denied denied) {
      denied.challenge().headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(denied.challenge().status(), -1);
    }
    if (access instanceof Access.Granted) {
      exchange.sendResponseHeaders(200, -1);
    }
    exchange.close();
    consumer.close();
  }
}
