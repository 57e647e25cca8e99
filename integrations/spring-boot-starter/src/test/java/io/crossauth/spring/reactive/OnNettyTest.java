package io.crossauth.spring.reactive;

import static io.crossauth.tokenconsumer.resource.AccessRequirement.scopes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.http.ClientCertificate;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.tokenconsumer.resource.ProtectedResource;
import io.crossauth.value.Secret;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

@Timeout(180)
@DisplayName("The web filter on Netty")
class OnNettyTest {

  private static final String API = "https://api.example.com/orders";
  private static final String DESCRIBED = "/.well-known/oauth-protected-resource/orders";
  private static final ClientCertificate OWN =
      ClientCertificate.of(
          TestCertificates.shared().clientKeyStore("own"),
          Secret.of(TestCertificates.KEY_PASSWORD));

  private static InProcessProvider provider;
  private static OAuthTokenConsumer consumer;

  private final List<DisposableServer> servers = new ArrayList<>();
  private final List<String> threads = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    provider = InProcessProvider.start();
    consumer = OAuthTokenConsumer.builder(provider.issuer().toString()).audience("orders").build();
  }

  @AfterAll
  static void end() {
    provider.close();
  }

  @AfterEach
  void close() {
    servers.forEach(DisposableServer::disposeNow);
  }

  /** Answers with whose token it is. */
  private Mono<Void> who(ServerWebExchange exchange) {
    threads.add(Thread.currentThread().getName());
    return Mono.deferContextual(
        context -> {
          String text =
              context.hasKey(VerifiedToken.class)
                  ? context.get(VerifiedToken.class).requireSubject()
                  : "nobody";
          var response = exchange.getResponse();
          return response.writeWith(
              Mono.just(response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
        });
  }

  private static ResourceServerWebFilter filter(OAuthResourceServer server) {
    return ResourceServerWebFilter.builder(server)
        .require("/orders/**", scopes("orders:read"))
        .open("GET", "/health")
        .build();
  }

  private int serve(OAuthResourceServer server, @Nullable SslContext tls) {
    WebHandler handler = this::who;
    HttpServer netty =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                new ReactorHttpHandlerAdapter(
                    WebHttpHandlerBuilder.webHandler(handler).filter(filter(server)).build()));
    DisposableServer started =
        (tls == null ? netty : netty.secure(spec -> spec.sslContext(tls))).bindNow();
    servers.add(started);
    return started.port();
  }

  private RawBrowser serve(OAuthResourceServer server) {
    return new RawBrowser(serve(server, null));
  }

  private static OAuthResourceServer.Builder server() {
    return OAuthResourceServer.builder(consumer);
  }

  private static TokenDraft token() {
    return provider
        .mint()
        .withAudience("orders")
        .accessToken()
        .claim("sub", "alice")
        .claim("scope", "orders:read");
  }

  private static TokenDraft bound() {
    return token().claim("cnf", Map.of("x5t#S256", OWN.thumbprint()));
  }

  private static String bearer(TokenDraft token) {
    return "Authorization: Bearer " + token.compact();
  }

  private static String told() {
    return "Client-Cert: :" + OWN.x5c().get(0) + ":";
  }

  @Test
  @Tag("each-boot")
  @DisplayName("W-01: reactive: requests pass by their tokens, and are handled off the event loops")
  void tokens() {
    RawBrowser browser = serve(server().build());

    assertThat(browser.send("GET", "/orders/1", bearer(token())).body()).isEqualTo("alice");
    assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("boundedElastic"));
    assertThat(browser.send("GET", "/health").body()).isEqualTo("nobody");
    assertThat(browser.send("POST", "/health").status()).isEqualTo(405);
    assertThat(browser.send("GET", "/elsewhere").status()).isEqualTo(404);
    for (String trick : List.of("/health/../orders", "/health/%2e%2e/orders", "/health;a=b")) {
      assertThat(browser.send("GET", trick).status()).as(trick).isEqualTo(400);
    }
  }

  @Test
  @DisplayName("RFC 6750: each challenge says what is wrong, and no more")
  void challenges() {
    RawBrowser browser = serve(server().build());

    Answer none = browser.send("GET", "/orders");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("www-authenticate")).startsWith("Bearer").doesNotContain("error");
    assertThat(none.header("cache-control")).isEqualTo("no-store");

    Answer weak = browser.send("GET", "/orders", bearer(token().claim("scope", "openid")));
    assertThat(weak.status()).isEqualTo(403);
    assertThat(weak.header("www-authenticate"))
        .contains("error=\"insufficient_scope\"", "scope=\"orders:read\"");

    Answer spoiled = browser.send("GET", "/orders", bearer(token().claim("aud", "another")));
    assertThat(spoiled.status()).isEqualTo(401);
    assertThat(spoiled.header("www-authenticate"))
        .contains("error=\"invalid_token\"")
        .doesNotContain("another");

    String twice = bearer(token());
    assertThat(browser.send("GET", "/orders", twice, twice).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("RFC 9728: everybody reads the description, and each challenge names it")
  void description() {
    RawBrowser browser =
        serve(server().resource(ProtectedResource.at(URI.create(API)).withScopes("read")).build());

    Answer document = browser.send("GET", DESCRIBED);

    assertThat(document.status()).isEqualTo(200);
    assertThat(document.header("content-type")).startsWith("application/json");
    assertThat(document.body())
        .contains("\"resource\":\"" + API + "\"")
        .contains("\"authorization_servers\":[\"" + provider.issuer() + "\"]")
        .contains("\"scopes_supported\":[\"read\"]");
    Answer head = browser.send("HEAD", DESCRIBED);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    Answer post = browser.send("POST", DESCRIBED);
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("allow")).isEqualTo("GET, HEAD");
    assertThat(browser.send("GET", DESCRIBED + "/more").status()).isEqualTo(404);
    assertThat(browser.send("GET", "/orders").header("www-authenticate"))
        .contains("resource_metadata=\"https://api.example.com" + DESCRIBED + "\"");
  }

  @Test
  @DisplayName("RFC 9728: a query of the resource is part of the description's address")
  void description_with_query() {
    RawBrowser browser =
        serve(server().resource(ProtectedResource.at(URI.create(API + "?t=1"))).build());

    assertThat(browser.send("GET", DESCRIBED + "?t=1").status()).isEqualTo(200);
    assertThat(browser.send("GET", DESCRIBED + "?t=2").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("a resource whose description nobody could read is refused at once")
  void description_of_nobody() {
    OAuthResourceServer odd =
        server().resource(ProtectedResource.at(URI.create("https://a.example/x;v=1"))).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> filter(odd))
        .withMessageContaining("resource");
  }

  @Test
  @DisplayName(
      "RFC 9440: the certificate that a named proxy tells opens a token that is bound to it")
  void certificate_of_proxy() {
    RawBrowser browser = serve(server().clientCertificatesFrom("127.0.0.1").build());

    assertThat(browser.send("GET", "/orders", bearer(bound()), told()).body()).isEqualTo("alice");
    assertThat(browser.send("GET", "/orders", bearer(bound())).status()).isEqualTo(401);
    String broken = "Client-Cert: :AAAA:";
    assertThat(browser.send("GET", "/orders", bearer(bound()), broken).status()).isEqualTo(400);
    assertThat(browser.send("GET", "/orders", bearer(bound()), told(), told()).status())
        .isEqualTo(400);
  }

  @Test
  @DisplayName("RFC 9440: nobody else tells a certificate")
  void certificate_of_stranger() {
    RawBrowser browser = serve(server().clientCertificatesFrom("10.0.0.7").build());

    assertThat(browser.send("GET", "/orders", bearer(bound()), told()).status()).isEqualTo(401);
  }

  @Test
  @DisplayName(
      "RFC 8705: the certificate of the connection itself opens a token that is bound to it")
  void certificate_of_connection() throws Exception {
    TestCertificates certificates = TestCertificates.shared();
    SslContext tls =
        new JdkSslContext(
            certificates.serverContext(CertificateKind.GOOD),
            false,
            null,
            IdentityCipherSuiteFilter.INSTANCE,
            null,
            ClientAuth.OPTIONAL,
            null,
            false);
    int port = serve(server().build(), tls);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/orders"))
            .header("Authorization", "Bearer " + bound().compact())
            .build();

    HttpClient shows =
        HttpClient.newBuilder().sslContext(OWN.sslContext(certificates.trustStore())).build();
    assertThat(shows.send(request, BodyHandlers.ofString()).body()).isEqualTo("alice");
    HttpClient hides = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
    assertThat(hides.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }
}
