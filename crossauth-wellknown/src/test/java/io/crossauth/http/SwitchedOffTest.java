package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP clients do by themselves, and this transport does not. */
class SwitchedOffTest {

  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport transport = ApacheHttpTransport.create();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private HttpCall refresh() {
    return HttpCall.post(
        server.uri("/token"), Form.of("grant_type", "refresh_token").plus("refresh_token", "rt"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  @DisplayName("a refresh token is presented once, whatever the status (decision 3)")
  void noRetryOnStatus(int status) {
    server.always(Reply.of(status).header("Retry-After", "0"));

    assertThat(transport.send(refresh()).status()).isEqualTo(status);

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @DisplayName("a refresh token is presented once when the connection breaks")
  void noRetryOnReset() {
    server.always(Behaviour.resetBeforeHeaders());

    Outcomes.failure(transport, refresh());

    assertThat(server.requests()).hasSize(1);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("a GET is sent once when the connection breaks")
  void noRetryOfGet() {
    server.always(Behaviour.closeBeforeHeaders());

    Outcomes.failure(transport, HttpCall.get(server.uri("/jwks")));

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  @DisplayName("S-25 a redirect is an answer, for GET and for POST")
  void noRedirects(int status) {
    server.always(Reply.redirect(status, server.uri("/elsewhere").toString()));

    assertThat(transport.send(HttpCall.get(server.uri("/jwks"))).status()).isEqualTo(status);
    assertThat(transport.send(refresh()).status()).isEqualTo(status);

    assertThat(server.requests())
        .extracting(RecordedRequest::path)
        .containsExactly("/jwks", "/token");
  }

  @Test
  @DisplayName("S-25 a redirect from https to http is not followed either")
  void noDowngrade() {
    server.always(Reply.redirect(302, "http://127.0.0.1:" + server.port() + "/plain"));

    HttpReply reply = transport.send(HttpCall.get(server.uri("/jwks")));

    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.headers().first("location")).isPresent();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @DisplayName("a cookie of one answer does not reach the next call")
  void noCookies() {
    server.always(Reply.json("{}").header("Set-Cookie", "session=of-another; Path=/"));

    HttpReply first = transport.send(refresh());
    transport.send(refresh());

    assertThat(first.headers().first("Set-Cookie")).isPresent();
    assertThat(server.requests()).allSatisfy(r -> assertThat(r.header("Cookie")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic realm=\"x\"", "Negotiate", "Digest realm=\"x\", nonce=\"y\""})
  @DisplayName("a challenge is an answer, and credentials of one call are not kept for another")
  void noAuthentication(String challenge) {
    server.always(Reply.of(401).header("WWW-Authenticate", challenge));

    HttpReply first =
        transport.send(HttpCall.get(server.uri("/me")).withHeader("Authorization", "Basic YTpi"));
    HttpReply second = transport.send(HttpCall.get(server.uri("/me")));

    assertThat(first.status()).isEqualTo(401);
    assertThat(second.status()).isEqualTo(401);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).header("Authorization")).isEmpty();
  }

  @Test
  @DisplayName("nothing is sent on trial, and the library does not name itself")
  void plainRequest() {
    server.always(Reply.json("{}"));

    transport.send(refresh());

    RecordedRequest request = server.requests().get(0);
    assertThat(request.header("Expect")).isEmpty();
    assertThat(request.header("Upgrade")).isEmpty();
    assertThat(request.header("User-Agent")).contains("crossauth-java");
    assertThat(request.header("Accept-Encoding")).contains("gzip, deflate");
    assertThat(request.header("Host")).contains("127.0.0.1:" + server.port());
  }

  @Test
  @DisplayName("the address goes out byte for byte")
  void rawTarget() {
    server.always(Reply.json("{}"));
    String target = "//a/%2e%2E/./b%2Fc/../d;e=f?q=%41+b&x=/?";

    transport.send(HttpCall.get(URI.create("http://127.0.0.1:" + server.port() + target)));
    transport.send(HttpCall.get(URI.create("http://127.0.0.1:" + server.port())));

    assertThat(server.requests()).extracting(RecordedRequest::target).containsExactly(target, "/");
  }

  @Test
  @DisplayName("method, headers and body go out as they are, and one connection serves all calls")
  void faithful() {
    server.always(Reply.of(204));
    byte[] body = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);

    transport.send(
        HttpCall.of("PUT", server.uri("/client"))
            .withBody("application/json", body)
            .withHeader("X-One", "1")
            .withHeaders(Headers.of("X-Two", "a").plus("X-Two", "b")));
    transport.send(HttpCall.of("DELETE", server.uri("/client")));
    transport.send(HttpCall.of("POST", server.uri("/client")));
    HttpReply last = transport.send(HttpCall.of("HEAD", server.uri("/client")));

    RecordedRequest put = server.requests().get(0);
    assertThat(put.method()).isEqualTo("PUT");
    assertThat(put.body()).isEqualTo(body);
    assertThat(put.header("Content-Type")).contains("application/json");
    assertThat(put.headers().get("X-Two")).containsExactly("a", "b");
    assertThat(server.requests().get(2).header("Content-Length")).contains("0");
    assertThat(last.body()).isEmpty();
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("default headers go along unless the call has its own")
  void defaultHeaders() {
    server.always(Reply.json("{}"));
    try (ApacheHttpTransport own =
        ApacheHttpTransport.builder()
            .userAgent("shop/1")
            .defaultHeaders(Headers.of("X-Tenant", "a").plus("Accept-Language", "de"))
            .build()) {

      own.send(HttpCall.get(server.uri("/")).withHeader("x-tenant", "b"));

      RecordedRequest request = server.requests().get(0);
      assertThat(request.headers().get("X-Tenant")).containsExactly("b");
      assertThat(request.header("Accept-Language")).contains("de");
      assertThat(request.header("User-Agent")).contains("shop/1");
    }
  }
}
