package io.crossauth.spring.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@Timeout(120)
@DisplayName("An HTTP interface with tokens")
class HttpInterfacesTest {

  @HttpExchange("/orders")
  @WithToken(client = "shop", scopes = "openid")
  interface Orders {
    @GetExchange
    String all();

    @PostExchange
    @WithToken(
        client = "shop",
        scopes = {"openid", "email"})
    String place(@RequestBody String order);

    default String placed(String order) {
      return place(order) + "+" + all();
    }
  }

  interface Open {
    @GetExchange("/open")
    String open();

    @GetExchange("/closed")
    @WithToken(client = "shop")
    String closed();
  }

  interface Without {
    @GetExchange("/")
    String get();
  }

  @WithToken(client = "shop", of = TokenOwner.SESSION, scopes = "openid")
  interface ScopesOfSession {
    @GetExchange("/")
    String get();
  }

  @WithToken(client = "shop", audience = "orders")
  interface AudienceOfService {
    @GetExchange("/")
    String get();
  }

  private final InProcessProvider provider = InProcessProvider.start();
  private final FaultServer api = FaultServer.start();
  // Keys are made at the first token, which takes long on a busy machine.
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(60))
          .callTimeout(Duration.ofSeconds(90))
          .build();
  private final OAuthClient client =
      OAuthClient.builder(provider.issuer().toString())
          .clientId(TestClients.SERVICE)
          .clientSecret(Secret.of(TestClients.SECRET))
          .transport(transport)
          .build();
  private final CrossauthCalls calls =
      new CrossauthCalls(name -> client, Map.of("shop", List.of(api.uri(""))));

  @AfterEach
  void close() {
    client.close();
    transport.close();
    api.close();
    provider.close();
  }

  private RestClient http() {
    return RestClient.create(api.uri("").toString());
  }

  private List<String> scopesAsked() {
    return provider.requests(Endpoint.TOKEN).stream()
        .map(request -> request.formParameter("scope").orElse(""))
        .toList();
  }

  @Test
  @DisplayName("W-05: HTTP interface: each method has the token of its annotation")
  void each_method_has_its_token() {
    api.always(Reply.of(200).header("Content-Type", "text/plain").body("ok"));
    Orders orders = HttpInterfaces.create(Orders.class, http(), calls);
    assertThat(orders.all()).isEqualTo("ok");
    assertThat(orders.place("one")).isEqualTo("ok");
    assertThat(orders.placed("two")).isEqualTo("ok+ok");
    assertThat(scopesAsked()).containsExactly("openid", "openid email");
    List<String> sent =
        api.requests().stream()
            .map(r -> r.method() + r.header("Authorization").orElse(""))
            .toList();
    assertThat(sent).hasSize(4).allMatch(one -> one.contains("Bearer "));
    assertThat(sent.get(0)).isEqualTo(sent.get(3));
    assertThat(sent.get(1)).isEqualTo(sent.get(2)).isNotEqualTo(sent.get(0));
  }

  @Test
  @DisplayName("W-05: HTTP interface: the same on a WebClient")
  void works_on_a_web_client() {
    api.always(Reply.of(200).header("Content-Type", "text/plain").body("ok"));
    WebClient http = WebClient.create(api.uri("").toString());
    Orders orders = HttpInterfaces.createReactive(Orders.class, http, calls);
    assertThat(orders.placed("one")).isEqualTo("ok+ok");
    assertThat(scopesAsked()).containsExactly("openid email", "openid");
    assertThat(api.requests()).extracting(RecordedRequest::bodyText).containsExactly("one", "");
  }

  @Test
  @DisplayName("a method without an annotation, on an interface without one, goes without a token")
  void method_without_annotation_has_no_token() {
    api.always(Reply.of(200).header("Content-Type", "text/plain").body("ok"));
    Open open = HttpInterfaces.create(Open.class, http(), calls);
    open.open();
    open.closed();
    assertThat(api.requests().get(0).header("Authorization")).isEmpty();
    assertThat(api.requests().get(1).header("Authorization")).isPresent();
  }

  @Test
  @DisplayName("an annotation that says what does not go together is refused when it is made")
  void contradictions_are_refused() {
    assertThatThrownBy(() -> HttpInterfaces.create(Without.class, http(), calls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@WithToken");
    assertThatThrownBy(() -> HttpInterfaces.create(ScopesOfSession.class, http(), calls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("session");
    assertThatThrownBy(() -> HttpInterfaces.create(AudienceOfService.class, http(), calls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("audience");
    assertThatThrownBy(() -> HttpInterfaces.create(String.class, http(), calls))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("it is equal to itself alone, and says what it is")
  void is_an_object() {
    Orders orders = HttpInterfaces.create(Orders.class, http(), calls);
    Object itself = orders;
    assertThat(orders.equals(itself)).isTrue();
    assertThat(orders).isNotEqualTo(HttpInterfaces.create(Orders.class, http(), calls));
    assertThat(orders.hashCode()).isEqualTo(System.identityHashCode(orders));
    assertThat(orders.toString()).contains("Orders");
  }
}
