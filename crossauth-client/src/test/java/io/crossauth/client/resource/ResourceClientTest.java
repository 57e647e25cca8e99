package io.crossauth.client.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisplayName("A JDK client with a token")
class ResourceClientTest {

  private static final Reply REFUSED =
      Reply.of(401).header("WWW-Authenticate", "Bearer error=\"invalid_token\"").body("refused");

  private final FaultServer server = FaultServer.start();
  private final FaultServer other = FaultServer.start();
  private final CountingSource tokens = new CountingSource();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ResourceClient client = ResourceClient.of(http, tokens, server.uri(""));

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(server.uri("/orders?id=1")).timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private List<String> presented() {
    return server.requests().stream().map(r -> r.header("Authorization").orElse("none")).toList();
  }

  @Test
  void puts_the_token_on_a_request() throws Exception {
    server.next(Reply.json("{}"));

    assertThat(send(request().header("X-Mine", "kept")).body()).isEqualTo("{}");
    assertThat(presented()).containsExactly("Bearer test-token-1");
    assertThat(server.requests().get(0).header("X-Mine")).contains("kept");
    assertThat(server.requests().get(0).target()).isEqualTo("/orders?id=1");
  }

  @Test
  void sends_no_token_over_http_to_a_proxy() {
    HttpClient proxied =
        HttpClient.newBuilder()
            .proxy(
                ProxySelector.of(
                    new InetSocketAddress(other.uri("").getHost(), other.uri("").getPort())))
            .build();
    ResourceClient behind = ResourceClient.of(proxied, tokens, server.uri(""));

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> behind.send(request().build(), BodyHandlers.ofString()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("transport.forbidden"));
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void sends_a_refused_request_once_more_with_another_token() throws Exception {
    server.next(REFUSED, Reply.json("{}"));

    HttpResponse<String> answer = send(request().POST(BodyPublishers.ofString("an order")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(presented()).containsExactly("Bearer test-token-1", "Bearer test-token-2");
    assertThat(server.requests()).allSatisfy(r -> assertThat(r.bodyText()).isEqualTo("an order"));
    assertThat(server.requests()).allSatisfy(r -> assertThat(r.method()).isEqualTo("POST"));
  }

  @Test
  void sends_it_once_more_and_no_more() throws Exception {
    server.always(REFUSED);

    HttpResponse<String> answer = send(request());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("refused");
    assertThat(server.requests()).hasSize(2);
    assertThat(tokens.rejected).containsExactly("test-token-1");
  }

  @Test
  void sends_no_body_twice_that_comes_but_once() throws Exception {
    server.next(REFUSED);

    HttpResponse<String> answer =
        send(
            request()
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9]))));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("refused");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void leaves_refusals_alone_that_another_token_does_not_mend() throws Exception {
    server.next(
        Reply.of(401).header("WWW-Authenticate", "Basic realm=\"proxy\""),
        Reply.of(401).header("WWW-Authenticate", "Bearer error=\"insufficient_scope\""),
        Reply.of(403).header("WWW-Authenticate", "Bearer error=\"invalid_token\""),
        Reply.of(500));

    for (int status : List.of(401, 401, 403, 500)) {
      assertThat(send(request()).statusCode()).isEqualTo(status);
    }
    assertThat(server.requests()).hasSize(4);
    assertThat(tokens.rejected).isEmpty();
  }

  @Test
  void does_not_read_the_refusal_however_long() throws Exception {
    server.next(
        Behaviour.raw("HTTP/1.1 401 \r\nContent-Length: 1000000000\r\n\r\n" + "x".repeat(100_000)),
        Behaviour.reply(Reply.json("{}")));

    assertThat(send(request()).statusCode()).isEqualTo(200);
  }

  @Test
  void gives_the_handler_one_answer(@TempDir Path folder) throws Exception {
    server.next(REFUSED, Reply.json("{\"a\":1}"));
    Path file = folder.resolve("answer");

    client.send(request().build(), BodyHandlers.ofFile(file));
    assertThat(Files.readString(file)).isEqualTo("{\"a\":1}");
  }

  @Test
  @DisplayName("S-25: follows no redirect with the token")
  void follows_no_redirect() throws Exception {
    server.next(Reply.redirect(302, other.uri("/stolen").toString()));

    assertThat(send(request()).statusCode()).isEqualTo(302);
    assertThat(other.requests()).isEmpty();
    for (HttpClient.Redirect rule :
        List.of(HttpClient.Redirect.NORMAL, HttpClient.Redirect.ALWAYS)) {
      HttpClient following = HttpClient.newBuilder().followRedirects(rule).build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ResourceClient.of(following, tokens, server.uri("")))
          .withMessageContaining("NEVER");
    }
  }

  @Test
  @DisplayName("B10: sends nothing to another server")
  void sends_nothing_to_another_server() {
    for (URI elsewhere : List.of(other.uri("/"), URI.create("http://localhost:" + server.port()))) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> send(HttpRequest.newBuilder(elsewhere)))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.FORBIDDEN));
    }
    assertThat(other.connections()).isZero();
    assertThat(server.connections()).isZero();
  }

  @Test
  void leaves_requests_alone_that_have_credentials_of_their_own() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> send(request().header("authorization", "Basic x")))
        .withMessageContaining("Authorization");
    assertThat(client.toString()).doesNotContain("test-token");
    assertThat(Optional.of(server.connections())).contains(0);
  }
}
