package io.crossauth.spring.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.reactive.function.client.WebClient;

@Timeout(180)
@DisplayName("A call on behalf of a request")
class OnBehalfTest {

  private final InProcessProvider provider =
      InProcessProvider.builder().exchangeAudiences(TestClients.ORDERS).start();
  private final FaultServer api =
      FaultServer.start().always(Reply.of(200).header("Content-Type", "text/plain").body("ok"));
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(60))
          .callTimeout(Duration.ofSeconds(90))
          .build();
  private final OAuthClient client = client(TestClients.EXCHANGE);
  private final OAuthTokenConsumer consumer = consumer(TestClients.AUDIENCE);
  private final OAuthTokenConsumer orders = consumer(TestClients.ORDERS);
  private final CrossauthCalls calls =
      new CrossauthCalls(name -> client, Map.of("shop", List.of(api.uri(""))));
  private final CallTokens onBehalf = calls.get("shop").onBehalf(TestClients.ORDERS);

  private OAuthClient client(String id) {
    return OAuthClient.builder(provider.issuer().toString())
        .clientId(id)
        .clientSecret(Secret.of(TestClients.SECRET))
        .transport(transport)
        .build();
  }

  private OAuthTokenConsumer consumer(String audience) {
    return OAuthTokenConsumer.builder(provider.issuer().toString())
        .audience(audience)
        .transport(transport)
        .build();
  }

  @AfterEach
  void close() {
    RequestContextHolder.resetRequestAttributes();
    SecurityContextHolder.clearContext();
    orders.close();
    consumer.close();
    client.close();
    transport.close();
    api.close();
    provider.close();
  }

  private VerifiedToken ofAlice() {
    try (OAuthClient shop = client(TestClients.SHOP)) {
      return consumer.verify(
          shop.passwordFlow(TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)))
              .requireTokens()
              .accessToken()
              .reveal(),
          TokenType.ACCESS);
    }
  }

  private RestClient http() {
    return RestClient.builder()
        .baseUrl(api.uri("").toString())
        .requestInterceptor(onBehalf.interceptor())
        .build();
  }

  private VerifiedToken arrived() {
    String sent = api.requests().get(0).header("Authorization").orElseThrow();
    return orders.verify(sent.substring("Bearer ".length()), TokenType.ACCESS);
  }

  @Test
  @DisplayName("has the caller's token, exchanged for one that the next API takes, and once")
  void of_a_servlet_request() {
    VerifiedToken alice = ofAlice();
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setUserPrincipal(new TokenPrincipal(alice));
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    int before = provider.count(Endpoint.TOKEN);
    assertThat(http().get().uri("/").retrieve().body(String.class)).isEqualTo("ok");
    assertThat(http().get().uri("/").retrieve().body(String.class)).isEqualTo("ok");
    assertThat(arrived().subject()).isEqualTo(alice.subject());
    assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("has the token that Spring Security has checked, on a WebClient too")
  void of_spring_security() {
    VerifiedToken alice = ofAlice();
    OAuth2AccessToken token =
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER,
            alice.token().reveal(),
            Instant.now().minusSeconds(60),
            alice.expiresAt());
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("alice", token, "SCOPE_x"));
    WebClient web =
        WebClient.builder()
            .baseUrl(api.uri("").toString())
            .filter(TokenFilter.of(onBehalf))
            .build();
    String answer =
        web.get().uri("/").retrieve().bodyToMono(String.class).block(Duration.ofSeconds(90));
    assertThat(answer).isEqualTo("ok");
    assertThat(arrived().subject()).isEqualTo(alice.subject());
  }

  @Test
  @DisplayName("has the token that our own filter has told Spring Security of")
  void of_our_filter_behind_spring_security() {
    VerifiedToken alice = ofAlice();
    SecurityContextHolder.getContext()
        .setAuthentication(
            new TestingAuthenticationToken(new TokenPrincipal(alice), "", "SCOPE_x"));
    assertThat(http().get().uri("/").retrieve().body(String.class)).isEqualTo("ok");
    assertThat(arrived().subject()).isEqualTo(alice.subject());
  }

  @Test
  @DisplayName("has the token of the Reactor context that our web filter has put there")
  void of_our_web_filter() {
    VerifiedToken alice = ofAlice();
    WebClient web =
        WebClient.builder()
            .baseUrl(api.uri("").toString())
            .filter(TokenFilter.of(onBehalf))
            .build();
    String answer =
        web.get()
            .uri("/")
            .retrieve()
            .bodyToMono(String.class)
            .contextWrite(context -> context.put(VerifiedToken.class, alice))
            .block(Duration.ofSeconds(90));
    assertThat(answer).isEqualTo("ok");
    assertThat(arrived().subject()).isEqualTo(alice.subject());
  }

  @Test
  @DisplayName("is not made without a checked token: nothing is sent")
  void not_without_a_checked_token() {
    assertThatThrownBy(() -> http().get().uri("/").retrieve().body(String.class))
        .isInstanceOf(LoginRequiredException.class);
    OAuth2AccessToken token =
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER, "unchecked", null, Instant.now().plusSeconds(60));
    Authentication unchecked = new TestingAuthenticationToken("alice", token);
    unchecked.setAuthenticated(false);
    SecurityContextHolder.getContext().setAuthentication(unchecked);
    assertThatThrownBy(() -> http().get().uri("/").retrieve().body(String.class))
        .isInstanceOf(LoginRequiredException.class)
        .hasMessageNotContaining("unchecked");
    assertThat(api.requests()).isEmpty();
    assertThat(provider.count(Endpoint.TOKEN)).isZero();
  }

  @Test
  @DisplayName("of a session is not made where nobody is logged in")
  void no_session_no_call() {
    RestClient client =
        RestClient.builder()
            .baseUrl(api.uri("").toString())
            .requestInterceptor(calls.get("shop").session().interceptor())
            .build();
    RequestContextHolder.setRequestAttributes(
        new ServletRequestAttributes(new MockHttpServletRequest()));
    assertThatThrownBy(() -> client.get().uri("/").retrieve().body(String.class))
        .isInstanceOf(LoginRequiredException.class);
    assertThat(api.requests()).isEmpty();
  }
}
