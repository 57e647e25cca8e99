package io.crossauth.spring.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Timeout(120)
@Tag("each-boot")
@DisplayName("A RestClient with a token")
class RestClientTest {

  private static final Reply REFUSED =
      Reply.of(401).header("WWW-Authenticate", "Bearer error=\"invalid_token\"").body("refused");

  private final FaultServer api = FaultServer.start();
  private final FaultServer other = FaultServer.start();
  private final Turns tokens = new Turns();

  @AfterEach
  void close() {
    api.close();
    other.close();
  }

  private RestClient client() {
    return RestClient.builder()
        .requestFactory(
            new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()))
        .requestInterceptor(tokens.to(api.uri("")).interceptor())
        .build();
  }

  private static int status(RestClient client, URI uri) {
    return client.get().uri(uri).exchange((request, answer) -> answer.getStatusCode().value());
  }

  private static List<String> presented(FaultServer to) {
    return to.requests().stream().map(r -> r.header("Authorization").orElse("none")).toList();
  }

  @Test
  @DisplayName("W-05: RestClient: the token goes to a listed origin, and to no other")
  void token_goes_to_listed_origins_only() {
    api.next(Reply.of(200));
    other.next(Reply.of(200));
    assertThat(status(client(), api.uri("/orders?id=1"))).isEqualTo(200);
    assertThat(status(client(), other.uri("/orders"))).isEqualTo(200);
    assertThat(presented(api)).containsExactly("Bearer test-token-1");
    assertThat(presented(other)).containsExactly("none");
  }

  @Test
  @DisplayName("W-05: RestClient: a 401 to the token is answered once more, with a new token")
  void refused_token_is_replaced_once() {
    api.next(REFUSED, Reply.of(200));
    String answer =
        client()
            .post()
            .uri(api.uri("/orders"))
            .header("X-Of-Program", "1")
            .body("an order")
            .retrieve()
            .toBodilessEntity()
            .getStatusCode()
            .toString();
    assertThat(answer).startsWith("200");
    assertThat(presented(api)).containsExactly("Bearer test-token-1", "Bearer test-token-2");
    assertThat(api.requests()).extracting(RecordedRequest::bodyText).containsOnly("an order");
    assertThat(api.requests().get(1).header("X-Of-Program")).contains("1");
    assertThat(tokens.rejected).containsExactly("test-token-1");
  }

  @Test
  @DisplayName("W-05: RestClient: a second 401 is the program's, and a 403 too")
  void refused_twice_is_the_answer() {
    api.next(REFUSED, REFUSED);
    assertThat(status(client(), api.uri("/"))).isEqualTo(401);
    api.next(Reply.of(403).header("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));
    assertThat(status(client(), api.uri("/"))).isEqualTo(403);
    assertThat(api.requests()).hasSize(3);
  }

  @Test
  @DisplayName("a nonce that is asked for is answered once, with the same token and a new proof")
  void nonce_is_answered_once() {
    tokens.bound = true;
    Reply asks =
        Reply.of(401)
            .header("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"")
            .header("DPoP-Nonce", "n-1");
    api.next(asks, asks);
    assertThat(status(client(), api.uri("/orders"))).isEqualTo(401);
    assertThat(presented(api)).containsExactly("DPoP test-token-1", "DPoP test-token-1");
    assertThat(api.requests().get(0).header("DPoP")).contains("GET " + api.uri("/orders") + " []");
    assertThat(api.requests().get(1).header("DPoP"))
        .contains("GET " + api.uri("/orders") + " [n-1]");
  }

  @Test
  @DisplayName("an Authorization of the program's own stays, and is not answered for")
  void own_authorization_stays() {
    api.next(REFUSED);
    int status =
        client()
            .get()
            .uri(api.uri("/"))
            .header("Authorization", "Basic b3du")
            .exchange((request, answer) -> answer.getStatusCode().value());
    assertThat(status).isEqualTo(401);
    assertThat(presented(api)).containsExactly("Basic b3du");
  }

  @Test
  @DisplayName("W-05: http to another machine is no origin for tokens, nor is an address with path")
  void plain_http_is_refused() {
    assertThatThrownBy(() -> tokens.to(URI.create("http://orders.example.com")).interceptor())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
    assertThatThrownBy(() -> tokens.to(URI.create("https://x")).to(URI.create("https://x/path")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("without an origin nothing is made, and the message names the property")
  void no_origin_names_the_property() {
    assertThatThrownBy(() -> tokens.to().interceptor())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("crossauth.call.origins.shop");
  }

  @Test
  @DisplayName("no text form shows a token")
  void text_forms_are_without_token() {
    assertThat(tokens.to(api.uri("")).interceptor().toString())
        .contains(api.uri("").toString())
        .doesNotContain("test-token");
  }
}
