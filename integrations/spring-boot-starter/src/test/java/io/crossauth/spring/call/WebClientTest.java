package io.crossauth.spring.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.session.TokenSource;
import io.crossauth.error.StorageException;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(120)
@Tag("each-boot")
@DisplayName("A WebClient with a token")
class WebClientTest {

  private static final Reply REFUSED =
      Reply.of(401).header("WWW-Authenticate", "Bearer error=\"invalid_token\"").body("refused");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FaultServer api = FaultServer.start();
  private final FaultServer other = FaultServer.start();
  private final Turns tokens = new Turns();

  @AfterEach
  void close() {
    api.close();
    other.close();
  }

  private WebClient client() {
    return WebClient.builder().filter(TokenFilter.of(tokens.to(api.uri("")))).build();
  }

  private static int status(WebClient.RequestHeadersSpec<?> request) {
    Integer status =
        request
            .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode().value()))
            .block(PATIENCE);
    return status == null ? 0 : status;
  }

  private static List<String> presented(FaultServer to) {
    return to.requests().stream().map(r -> r.header("Authorization").orElse("none")).toList();
  }

  @Test
  @DisplayName("W-05: WebClient: the token goes to a listed origin, and to no other")
  void token_goes_to_listed_origins_only() {
    api.next(Reply.of(200));
    other.next(Reply.of(200));
    assertThat(status(client().get().uri(api.uri("/orders?id=1")))).isEqualTo(200);
    assertThat(status(client().get().uri(other.uri("/orders")))).isEqualTo(200);
    assertThat(presented(api)).containsExactly("Bearer test-token-1");
    assertThat(presented(other)).containsExactly("none");
  }

  @Test
  @DisplayName("W-05: WebClient: a 401 to the token is answered once more, with a new token")
  void refused_token_is_replaced_once() {
    api.next(REFUSED, Reply.of(200));
    int status =
        status(
            client()
                .post()
                .uri(api.uri("/orders"))
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("an order"));
    assertThat(status).isEqualTo(200);
    assertThat(presented(api)).containsExactly("Bearer test-token-1", "Bearer test-token-2");
    assertThat(api.requests()).extracting(RecordedRequest::bodyText).containsOnly("an order");
    assertThat(api.requests().get(1).header("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(api.requests().get(1).header("Content-Length")).contains("8");
    assertThat(tokens.rejected).containsExactly("test-token-1");
  }

  @Test
  @DisplayName("W-05: WebClient: a second 401 is the program's, with its body")
  void refused_twice_is_the_answer() {
    api.next(REFUSED, REFUSED);
    String body =
        client()
            .get()
            .uri(api.uri("/"))
            .exchangeToMono(answer -> answer.bodyToMono(String.class))
            .block(PATIENCE);
    assertThat(body).isEqualTo("refused");
    assertThat(api.requests()).hasSize(2);
  }

  @Test
  @DisplayName(
      "a stream is not sent twice: its 401 is the program's, the next call has a new token")
  void stream_is_not_repeated() {
    api.next(REFUSED, Reply.of(200));
    Flux<String> stream = Flux.just("half ", "and half");
    int status =
        status(
            client()
                .post()
                .uri(api.uri("/orders"))
                .body(BodyInserters.fromPublisher(stream, String.class)));
    assertThat(status).isEqualTo(401);
    assertThat(api.requests()).hasSize(1);
    assertThat(status(client().get().uri(api.uri("/")))).isEqualTo(200);
    assertThat(presented(api)).endsWith("Bearer test-token-2");
  }

  @Test
  @DisplayName("a nonce that is asked for is answered once, with the same token and a new proof")
  void nonce_is_answered_once() {
    tokens.bound = true;
    Reply asks =
        Reply.of(401)
            .header("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"")
            .header("DPoP-Nonce", "n-1");
    api.next(asks, Reply.of(200));
    assertThat(status(client().get().uri(api.uri("/orders")))).isEqualTo(200);
    assertThat(presented(api)).containsExactly("DPoP test-token-1", "DPoP test-token-1");
    assertThat(api.requests().get(1).header("DPoP"))
        .contains("GET " + api.uri("/orders") + " [n-1]");
  }

  @Test
  @DisplayName("W-05: WebClient: token, proof and refusal are never an event loop's work")
  void event_loops_never_wait() {
    api.next(Reply.of(200), REFUSED, Reply.of(200));
    // The second call is made on the event loop that has brought the first one's answer.
    Integer status =
        client()
            .get()
            .uri(api.uri("/first"))
            .exchangeToMono(
                first ->
                    first
                        .releaseBody()
                        .then(
                            Mono.defer(
                                () -> {
                                  assertThat(onEventLoop(Thread.currentThread().getName()))
                                      .isTrue();
                                  return client()
                                      .get()
                                      .uri(api.uri("/second"))
                                      .exchangeToMono(
                                          second ->
                                              second
                                                  .releaseBody()
                                                  .thenReturn(second.statusCode().value()));
                                })))
            .block(PATIENCE);
    assertThat(status).isEqualTo(200);
    assertThat(api.requests()).hasSize(3);
    assertThat(tokens.threads).hasSize(7).noneMatch(WebClientTest::onEventLoop);
  }

  private static boolean onEventLoop(String thread) {
    return thread.startsWith("reactor-http");
  }

  @Test
  @DisplayName("a token that cannot be had is the call's error, and nothing is sent")
  void failure_is_the_calls_error() {
    TokenSource none =
        new TokenSource() {
          @Override
          public Secret accessToken() {
            throw new StorageException("the store is away", null);
          }

          @Override
          public Map<String, String> authorize(String method, URI uri) {
            return Map.of("Authorization", "Bearer " + accessToken().reveal());
          }

          @Override
          public void rejected(Secret accessToken) {}
        };
    CallTokens failing = new CallTokens("shop", TokenFinder.of(none), List.of(api.uri("")));
    WebClient client = WebClient.builder().filter(TokenFilter.of(failing)).build();
    assertThatThrownBy(() -> status(client.get().uri(api.uri("/"))))
        .isInstanceOf(StorageException.class);
    assertThat(api.requests()).isEmpty();
  }

  @Test
  @DisplayName("an Authorization of the program's own stays")
  void own_authorization_stays() {
    api.next(REFUSED);
    assertThat(status(client().get().uri(api.uri("/")).header("Authorization", "Basic b3du")))
        .isEqualTo(401);
    assertThat(presented(api)).containsExactly("Basic b3du");
  }
}
