package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.login.LogoutFlow;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Revocation, introspection, userinfo and logout over real sockets. */
@DisplayName("Against a provider, after a login:")
class EndOfLoginTest {

  private static final URI BYE = URI.create("http://127.0.0.1/bye");

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private final InProcessProvider provider = InProcessProvider.builder().clock(time).start();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();
  private final OAuthClient client =
      OAuthClient.builder(provider.issuer().toString())
          .clientId(TestClients.CONFIDENTIAL)
          .clientSecret(Secret.of(TestClients.SECRET))
          .transport(transport)
          .platform(time.platform())
          .build();
  private final OAuthTokenResponse tokens =
      client
          .passwordFlow(
              TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), "openid", "email")
          .requireTokens();

  @AfterEach
  void close() {
    client.close();
    transport.close();
    provider.close();
  }

  @Test
  void a_token_that_is_revoked_is_active_no_more() {
    assertThat(client.introspect(tokens.accessToken()).claim("username")).contains("alice");

    client.revoke(tokens);

    assertThat(client.introspect(tokens.accessToken()).active()).isFalse();
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.refreshTokenFlow(tokens))
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.invalid_grant"));
    assertThat(provider.eventCounts()).containsEntry("REVOKE_GRANT", 2L);
  }

  @Test
  void a_token_that_nobody_knows_is_as_good_as_revoked() {
    client.revoke(Secret.of("nobody-knows-it"));

    assertThat(client.introspect(Secret.of("nobody-knows-it")).active()).isFalse();
  }

  @Test
  void an_opaque_token_is_checked_by_introspection() {
    provider.faults().sealAccessTokenBy(draft -> "opaque-" + draft.claims().get("jti"));
    OAuthTokenResponse opaque = client.refreshTokenFlow(tokens);
    try (OAuthTokenConsumer api =
        OAuthTokenConsumer.builder(provider.issuer().toString())
            .audience(TestClients.AUDIENCE)
            .transport(transport)
            .platform(time.platform())
            .opaqueTokens(client.introspection().opaqueTokenCheck())
            .build()) {
      String token = opaque.accessToken().reveal();

      assertThat(api.verify(token, TokenType.ACCESS).scopes()).contains("openid");
      client.revoke(opaque.accessToken());
      // The answer is remembered for a minute, and then no more.
      assertThat(api.tokenAuthorized(token, TokenType.ACCESS)).isPresent();
      time.advance(Duration.ofSeconds(61));
      assertThat(api.tokenAuthorized(token, TokenType.ACCESS)).isEmpty();
      assertThat(provider.count(Endpoint.INTROSPECTION)).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("fault 10: userinfo that is signed is verified with the provider's keys")
  void userinfo_that_is_signed() {
    TokenDraft answer =
        provider
            .mint()
            .empty()
            .claim("iss", provider.issuer().toString())
            .claim("aud", TestClients.CONFIDENTIAL)
            .claim("sub", tokens.idToken().orElseThrow().requireSubject())
            .claim("email", "signed@example.com");
    provider.faults().at(Endpoint.USERINFO).answer(jwt("application/jwt", answer));

    assertThat(client.userInfoEndpoint(tokens).text("email")).contains("signed@example.com");
  }

  @Test
  @DisplayName(
      "RFC 9701: an answer about a token that is signed is verified with the provider's keys")
  void introspection_that_is_signed() {
    TokenDraft answer =
        provider
            .mint()
            .empty()
            .header("typ", "token-introspection+jwt")
            .claim("iss", provider.issuer().toString())
            .claim("aud", TestClients.CONFIDENTIAL)
            .claim("iat", time.instant())
            .claim("token_introspection", Map.of("active", true, "sub", "alice"));
    provider
        .faults()
        .at(Endpoint.INTROSPECTION)
        .answer(jwt("application/token-introspection+jwt", answer));

    assertThat(
            client
                .introspection()
                .signed()
                .introspect(tokens.accessToken(), "access_token")
                .claim("sub"))
        .contains("alice");
  }

  @Test
  void a_logout_at_the_provider_ends_the_session_there_and_comes_back() {
    Secret idToken = tokens.idToken().orElseThrow().token();
    LogoutFlow.LogoutRequest logout = client.logout().start(idToken, BYE);

    HttpReply reply = transport.exchange(HttpCall.get(logout.uri()));
    URI back = URI.create(reply.headers().first("Location").orElseThrow());

    assertThat(back.getPath()).isEqualTo(BYE.getPath());
    client.logout().finish(Form.parse(back.getRawQuery()), logout.state());
    assertThat(client.introspect(tokens.accessToken()).active()).isFalse();
  }

  @Test
  void a_logout_token_is_verified_with_the_providers_keys() {
    String token =
        provider
            .mint()
            .withClientId(TestClients.CONFIDENTIAL)
            .withSubject(tokens.idToken().orElseThrow().requireSubject())
            .logoutToken()
            .without("sid")
            .compact();

    assertThat(client.logout().backChannel(Form.of("logout_token", token)))
        .satisfies(logout -> assertThat(logout.ends(tokens.idToken().orElseThrow())).isTrue());
  }

  private static Reply jwt(String mediaType, TokenDraft token) {
    return Reply.json(token.compact()).header("Content-Type", mediaType);
  }
}
