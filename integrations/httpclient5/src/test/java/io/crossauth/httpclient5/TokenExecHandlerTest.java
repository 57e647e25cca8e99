package io.crossauth.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.session.TokenSource;
import io.crossauth.error.TransportException;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.value.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("An Apache client with a token")
class TokenExecHandlerTest {

  private static final Reply REFUSED =
      Reply.of(401).header("WWW-Authenticate", "Bearer error=\"invalid_token\"").body("refused");

  /** Gives test-token-1, and the next one when that is refused. */
  private static final class CountingSource implements TokenSource {

    final List<String> rejected = new CopyOnWriteArrayList<>();
    final List<String> nonces = new CopyOnWriteArrayList<>();
    volatile boolean bound;
    private final AtomicInteger number = new AtomicInteger(1);

    @Override
    public Secret accessToken() {
      return Secret.of("test-token-" + number.get());
    }

    @Override
    public Map<String, String> authorize(String method, URI uri) {
      return bound
          ? Map.of(
              "Authorization",
              "DPoP " + accessToken().reveal(),
              "DPoP",
              method + " " + uri + " " + nonces)
          : Map.of("Authorization", "Bearer " + accessToken().reveal());
    }

    @Override
    public void answered(URI uri, Map<String, List<String>> headers) {
      headers.getOrDefault("DPoP-Nonce", List.of()).forEach(nonces::add);
    }

    @Override
    public void rejected(Secret accessToken) {
      rejected.add(accessToken.reveal());
      number.incrementAndGet();
    }
  }

  private record Answer(int status, String body) {}

  private final FaultServer server = FaultServer.start();
  private final FaultServer other = FaultServer.start();
  private final CountingSource tokens = new CountingSource();
  private final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
  private final CloseableHttpClient client =
      TokenExecHandler.of(tokens, server.uri(""))
          .addTo(HttpClients.custom().setConnectionManager(pool))
          .build();

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
    other.close();
  }

  private Answer send(HttpUriRequestBase request) throws IOException {
    return client.execute(
        request,
        response ->
            new Answer(
                response.getCode(),
                response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity())));
  }

  private HttpGet get() {
    return new HttpGet(server.uri("/orders?id=1"));
  }

  private static List<String> presented(FaultServer to) {
    return to.requests().stream().map(r -> r.header("Authorization").orElse("none")).toList();
  }

  @Test
  @DisplayName("F-06: a nonce that is asked for is answered once, with the same token")
  void a_nonce_is_answered_once() throws IOException {
    tokens.bound = true;
    Reply asks =
        Reply.of(401)
            .header("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"")
            .header("DPoP-Nonce", "n-1");
    server.next(asks, Reply.json("{}").header("DPoP-Nonce", "n-2"));

    assertThat(send(get()).status()).isEqualTo(200);
    assertThat(presented(server)).containsExactly("DPoP test-token-1", "DPoP test-token-1");
    assertThat(server.requests().get(1).header("DPoP").orElseThrow()).contains("GET", "n-1");
    assertThat(tokens.rejected).isEmpty();
    assertThat(tokens.nonces).containsExactly("n-1", "n-2");
  }

  @Test
  @DisplayName("F-07: an endless challenger gets two requests")
  void an_endless_challenger() throws IOException {
    tokens.bound = true;
    server.always(
        Reply.of(401)
            .header("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"")
            .header("DPoP-Nonce", "n-1"));

    assertThat(send(get()).status()).isEqualTo(401);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void sends_no_token_over_http_to_a_proxy() throws IOException {
    HttpHost proxy = new HttpHost("http", other.uri("").getHost(), other.uri("").getPort());
    try (CloseableHttpClient proxied =
        TokenExecHandler.of(tokens, server.uri(""))
            .addTo(HttpClients.custom().setProxy(proxy))
            .build()) {
      assertThatThrownBy(() -> proxied.execute(get(), response -> response.getCode()))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.code()).isEqualTo("transport.forbidden"));
    }
    assertThat(presented(other)).doesNotContain("Bearer test-token-1");
  }

  @Test
  void puts_the_token_on_a_request_and_not_on_the_programs_own() throws IOException {
    server.next(Reply.json("{}"));
    HttpGet request = get();
    request.setHeader("X-Mine", "kept");

    assertThat(send(request)).isEqualTo(new Answer(200, "{}"));
    assertThat(presented(server)).containsExactly("Bearer test-token-1");
    assertThat(server.requests().get(0).header("X-Mine")).contains("kept");
    assertThat(server.requests().get(0).target()).isEqualTo("/orders?id=1");
    assertThat(request.containsHeader("Authorization")).isFalse();
  }

  @Test
  void sends_a_refused_request_once_more_with_another_token() throws IOException {
    server.next(REFUSED, Reply.json("{}"));
    HttpPost request = new HttpPost(server.uri("/orders"));
    request.setEntity(new StringEntity("an order"));

    assertThat(send(request).status()).isEqualTo(200);
    assertThat(presented(server)).containsExactly("Bearer test-token-1", "Bearer test-token-2");
    assertThat(server.requests()).allSatisfy(r -> assertThat(r.bodyText()).isEqualTo("an order"));
  }

  @Test
  void sends_it_once_more_and_no_more() throws IOException {
    server.always(REFUSED);

    for (int i = 1; i <= 20; i++) {
      assertThat(send(get())).isEqualTo(new Answer(401, "refused"));
      assertThat(server.requests()).hasSize(2 * i);
    }
    assertThat(tokens.rejected).hasSize(20).doesNotHaveDuplicates();
    assertThat(pool.getTotalStats().getLeased()).isZero();
  }

  @Test
  void sends_no_body_twice_that_comes_but_once() throws IOException {
    server.next(REFUSED);
    HttpPost request = new HttpPost(server.uri("/orders"));
    request.setEntity(
        new InputStreamEntity(
            new ByteArrayInputStream("an order".getBytes(StandardCharsets.UTF_8)),
            ContentType.TEXT_PLAIN));

    assertThat(send(request)).isEqualTo(new Answer(401, "refused"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void leaves_refusals_alone_that_another_token_does_not_mend() throws IOException {
    server.next(
        Reply.of(401).header("WWW-Authenticate", "Basic realm=\"proxy\""),
        Reply.of(401).header("WWW-Authenticate", "Bearer error=\"insufficient_scope\""),
        Reply.of(403).header("WWW-Authenticate", "Bearer error=\"invalid_token\""));

    for (int status : List.of(401, 401, 403)) {
      assertThat(send(get()).status()).isEqualTo(status);
    }
    assertThat(server.requests()).hasSize(3);
    assertThat(tokens.rejected).isEmpty();
  }

  @Test
  void does_not_read_the_refusal_however_long() throws IOException {
    server.next(
        Behaviour.raw("HTTP/1.1 401 \r\nContent-Length: 1000000000\r\n\r\n" + "x".repeat(100_000)),
        Behaviour.reply(Reply.json("{}")));

    assertThat(send(get()).status()).isEqualTo(200);
    assertThat(pool.getTotalStats().getLeased()).isZero();
  }

  @Test
  @DisplayName("S-25: takes the token to no other server after a redirect")
  void takes_the_token_to_no_other_server() throws IOException {
    server.next(Reply.redirect(302, other.uri("/file").toString()));
    other.next(REFUSED);

    assertThat(send(get()).status()).isEqualTo(401);
    assertThat(presented(other)).containsExactly("none");
    assertThat(tokens.rejected).isEmpty();
  }

  @Test
  void takes_the_token_along_on_the_same_server() throws IOException {
    server.next(Reply.redirect(302, "/moved"), REFUSED, Reply.json("{}"));

    assertThat(send(get()).status()).isEqualTo(200);
    assertThat(presented(server))
        .containsExactly("Bearer test-token-1", "Bearer test-token-1", "Bearer test-token-2");
  }

  @Test
  @DisplayName("B10: goes to other servers without the token, whatever the request says")
  void goes_to_other_servers_without_the_token() throws IOException {
    other.always(Reply.json("{}"));
    HttpGet request = new HttpGet(other.uri("/orders"));
    request.setHeader("Host", "127.0.0.1:" + server.port());

    assertThat(send(new HttpGet(other.uri("/"))).status()).isEqualTo(200);
    assertThat(send(request).status()).isEqualTo(200);
    assertThat(presented(other)).containsExactly("none", "none");
  }

  @Test
  void leaves_credentials_of_the_request_alone() throws IOException {
    server.next(REFUSED);
    HttpGet request = get();
    request.setHeader("Authorization", "Basic eA==");

    assertThat(send(request).status()).isEqualTo(401);
    assertThat(presented(server)).containsExactly("Basic eA==");
  }

  @Test
  void gives_the_connection_back_when_there_is_no_other_token() throws IOException {
    server.always(REFUSED);
    TokenSource failing =
        new TokenSource() {
          private final AtomicInteger asked = new AtomicInteger();

          @Override
          public Secret accessToken() {
            throw new IllegalStateException("no token");
          }

          @Override
          public Map<String, String> authorize(String method, URI uri) {
            if (asked.incrementAndGet() > 1) {
              throw new IllegalStateException("no token");
            }
            return Map.of("Authorization", "Bearer test-token");
          }

          @Override
          public void rejected(Secret accessToken) {}
        };
    try (PoolingHttpClientConnectionManager own = new PoolingHttpClientConnectionManager();
        CloseableHttpClient http =
            TokenExecHandler.of(failing, server.uri(""))
                .addTo(HttpClients.custom().setConnectionManager(own))
                .build()) {
      assertThatThrownBy(() -> http.execute(get(), response -> 0))
          .isInstanceOf(IllegalStateException.class);
      assertThat(own.getTotalStats().getLeased()).isZero();
    }
    assertThat(TokenExecHandler.of(tokens, server.uri("")).toString()).doesNotContain("test-token");
  }
}
