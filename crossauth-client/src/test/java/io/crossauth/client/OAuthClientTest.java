package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.json.Json;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client")
class OAuthClientTest {

  private final Scene scene = new Scene();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Nested
  @DisplayName("of a provider that is discovered")
  class Discovered {

    @Test
    void is_there_before_anything_is_fetched() {
      discovering(Metadata.ISSUER).close();

      assertThat(scene.transport.calls()).isEmpty();
    }

    @Test
    @DisplayName("fault 36: shares one discovery with the checks of its ID tokens")
    void shares_one_discovery() {
      OAuthClient client = discovering(Metadata.ISSUER);
      scene
          .transport
          .json(200, Json.write(Metadata.complete().members()))
          .json(200, Scene.tokens(scene.mint.idToken()))
          .json(200, TestKeys.jwks(Scene.KEY))
          .json(200, Scene.tokens(scene.mint.idToken()));

      client.passwordFlow("alice", Secret.of("pw"), "openid").requireTokens();
      client.passwordFlow("alice", Secret.of("pw"), "openid").requireTokens();

      assertThat(scene.transport.calls())
          .extracting(call -> call.uri().getPath())
          .containsExactly("/.well-known/openid-configuration", "/token", "/jwks", "/token");
    }

    @Test
    @DisplayName("fault 36: given metadata reaches the checks of its ID tokens too")
    void given_metadata_reaches_the_checks() {
      OAuthClient client =
          OAuthClient.builder(Metadata.complete())
              .clientId("web")
              .transport(scene.transport)
              .platform(scene.time.platform())
              .build();
      scene
          .transport
          .json(200, Scene.tokens(scene.mint.idToken()))
          .json(200, TestKeys.jwks(Scene.KEY));

      assertThat(client.passwordFlow("alice", Secret.of("pw"), "openid").requireTokens().idToken())
          .isPresent();
      assertThat(scene.transport.calls())
          .extracting(call -> call.uri().getPath())
          .containsExactly("/token", "/jwks");
    }

    @Test
    void can_be_warmed_up() {
      scene.transport.json(200, Json.write(Metadata.complete().members()));

      OpenIdConfiguration found = discovering(Metadata.ISSUER).loadConfig();

      assertThat(found.issuer()).contains(Metadata.ISSUER);
    }

    @Test
    @DisplayName("fault 6: does without the members that are optional")
    void does_without_optional_members() {
      scene
          .transport
          .json(
              200,
              """
              {"issuer":"https://id.example.com","token_endpoint":"https://id.example.com/token",
               "authorization_endpoint":"https://id.example.com/authorize",
               "jwks_uri":"https://id.example.com/jwks"}\
              """)
          .json(200, Answers.tokens())
          .json(200, Answers.tokens().replace("}", ",\"refresh_token\":\"rt\"}"))
          .json(200, Answers.tokens());
      OAuthClient client = discovering(Metadata.ISSUER);

      client.startAuthorizationCodeFlow("openid");
      client.clientCredentialsFlow();
      client.refreshTokenFlow(client.passwordFlow("alice", Secret.of("pw")).requireTokens());

      assertThat(scene.transport.calls()).hasSize(4);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "https://id.example.com/",
          "https://ID.example.com",
          "https://id.example.com:443",
          "https://evil.example",
          "http://id.example.com"
        })
    @DisplayName("fault 7: is refused when the provider says it is another")
    void is_refused_when_the_provider_says_it_is_another(String named) {
      OAuthClient client = discovering(Metadata.ISSUER);
      scene.transport.json(200, Json.write(Metadata.complete().with("issuer", named).members()));

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.startAuthorizationCodeFlow("openid"))
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.issuer_mismatch"));
    }

    @Test
    @DisplayName("fault 7: is reached elsewhere than its issuer says")
    void is_reached_elsewhere() {
      OAuthClient client =
          OAuthClient.builder(Metadata.ISSUER)
              .clientId("web")
              .redirectUri(URI.create(Logins.REDIRECT))
              .authServerBaseUrl(URI.create("http://localhost:8080"))
              .transport(scene.transport)
              .platform(scene.time.platform())
              .build();
      scene
          .transport
          .json(200, Json.write(Metadata.complete().members()))
          .json(200, Scene.tokens(scene.mint.idToken()))
          .json(200, TestKeys.jwks(Scene.KEY));

      client.passwordFlow("alice", Secret.of("pw"), "openid").requireTokens();

      assertThat(scene.transport.calls())
          .extracting(call -> call.uri().toString())
          .containsExactly(
              "http://localhost:8080/.well-known/openid-configuration",
              "http://localhost:8080/token",
              "http://localhost:8080/jwks");
      assertThat(client.startAuthorizationCodeFlow("openid").uri().toString())
          .startsWith(Metadata.AUTHORIZE);
    }

    @Test
    void does_not_blame_the_tokens_when_the_keys_cannot_be_had() {
      OAuthClient client = discovering(Metadata.ISSUER);
      scene
          .transport
          .json(200, Json.write(Metadata.complete().members()))
          .json(200, Scene.tokens(scene.mint.idToken()))
          .reply(503, "text/html", "<p>away");

      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> client.passwordFlow("alice", Secret.of("pw"), "openid"));
    }
  }

  @Nested
  @DisplayName("at the end of a login")
  class Callback {

    private final OAuthClient client = scene.client();
    private final PendingLogin pending = client.startAuthorizationCodeFlow("email").pending();

    @Test
    void takes_the_address_that_the_browser_was_sent_to() {
      scene.transport.json(200, Answers.tokens());

      client.redirectEndpoint(
          AuthorizationResponse.of(
              URI.create(Logins.REDIRECT + "?code=a%2Bb+c&state=" + pending.state().reveal())),
          pending);

      assertThat(io.crossauth.client.testing.Wire.lastForm(scene.transport))
          .containsEntry("code", "a+b c");
    }

    @Test
    void takes_the_parameters_as_a_form_post_has_them() {
      scene.transport.json(200, Answers.tokens());

      client.redirectEndpoint(Scene.response(pending), pending);

      assertThat(scene.transport.calls()).hasSize(1);
    }

    @Test
    void takes_the_parameters_as_servlets_have_them() {
      scene.transport.json(200, Answers.tokens());

      client.redirectEndpoint(
          AuthorizationResponse.of(
              "POST",
              Logins.REDIRECT,
              null,
              Map.of(
                  "code", new String[] {"code-1"},
                  "state", new String[] {pending.state().reveal()})),
          pending);

      assertThat(scene.transport.calls()).hasSize(1);
    }

    @Test
    void takes_no_parameter_twice_from_a_servlet() {
      refused(
          () ->
              client.redirectEndpoint(
                  AuthorizationResponse.of(
                      "POST",
                      Logins.REDIRECT,
                      null,
                      Map.of(
                          "code", new String[] {"a", "b"},
                          "state", new String[] {pending.state().reveal()})),
                  pending),
          "response.duplicate_parameter");
    }

    @Test
    void takes_no_address_without_a_query() {
      refused(
          () ->
              client.redirectEndpoint(
                  AuthorizationResponse.of(URI.create(Logins.REDIRECT)), pending),
          "response.state_missing");
    }

    @Test
    void takes_nothing_from_the_fragment() {
      refused(
          () ->
              client.redirectEndpoint(
                  AuthorizationResponse.of(
                      URI.create(Logins.REDIRECT + "#code=a&state=" + pending.state().reveal())),
                  pending),
          "response.state_missing");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"code=%", "code=%4", "code=%zz&state=x", "%=x"})
    void takes_no_broken_encoding(String query) {
      refused(
          () -> {
            throw callbackOf(query);
          },
          "response.malformed_query");
    }

    @Test
    void takes_what_was_sealed() {
      SealingKey key = SealingKey.ephemeral();
      scene.transport.json(200, Answers.tokens());

      client.redirectEndpoint(Scene.response(pending), PendingLogin.open(pending.seal(key), key));

      assertThat(scene.transport.calls()).hasSize(1);
    }

    @Test
    @DisplayName("fault 36: keeps nothing of a login; two at once end in any order")
    void keeps_nothing_of_a_login() {
      AuthorizationRequest one = client.startAuthorizationCodeFlow("openid");
      AuthorizationRequest two = client.startAuthorizationCodeFlow("openid");
      scene
          .transport
          .json(200, Scene.tokens(scene.idToken(two.pending()).claim("sub", "bob")))
          .json(200, Scene.tokens(scene.idToken(one.pending())));

      OAuthTokenResponse second =
          client.redirectEndpoint(Scene.response(two.pending()), two.pending());
      OAuthTokenResponse first =
          client.redirectEndpoint(Scene.response(one.pending()), one.pending());

      assertThat(first.idToken().orElseThrow().requireSubject()).isEqualTo("alice");
      assertThat(second.idToken().orElseThrow().requireSubject()).isEqualTo("bob");
    }

    @Test
    @DisplayName("S-20, S-30: gives no login the ID token of another")
    void gives_no_login_the_id_token_of_another() {
      AuthorizationRequest one = client.startAuthorizationCodeFlow("openid");
      AuthorizationRequest two = client.startAuthorizationCodeFlow("openid");
      scene.transport.json(200, Scene.tokens(scene.idToken(two.pending())));

      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> client.redirectEndpoint(Scene.response(one.pending()), one.pending()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("token.wrong_nonce"));
    }

    @Test
    void asks_a_store_that_many_nodes_share() {
      AtomicInteger asked = new AtomicInteger();
      OneTimeStore shared =
          (kind, owner, id, remembered) -> {
            assertThat(kind).isEqualTo(OneTimeStore.LOGIN);
            assertThat(id).isEqualTo(pending.id());
            assertThat(remembered).isGreaterThan(Duration.ofMinutes(10));
            return asked.incrementAndGet() == 1;
          };
      OAuthClient node = scene.builder().oneTimeStore(shared).build();
      OAuthClient otherNode = scene.builder().oneTimeStore(shared).build();
      scene.transport.json(200, Answers.tokens());

      node.redirectEndpoint(Scene.response(pending), pending);

      refused(
          () -> otherNode.redirectEndpoint(Scene.response(pending), pending),
          "response.state_replayed");
    }

    private CrossauthException callbackOf(String query) {
      CrossauthException[] seen = new CrossauthException[1];
      assertThatExceptionOfType(CrossauthException.class)
          .isThrownBy(() -> AuthorizationResponse.of("GET", Logins.REDIRECT, query, Map.of()))
          .satisfies(e -> seen[0] = e);
      return seen[0];
    }

    private void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(call)
          .satisfies(e -> assertThat(e.code()).isEqualTo(code));
      assertThat(scene.transport.calls()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Nested
  @DisplayName("that merges userinfo")
  class Merging {

    private final OAuthClient client = scene.builder().mergeUserInfo().build();

    @Test
    void does_so_for_a_refresh() {
      OAuthTokenResponse before = scene.login(scene.client(), d -> d);
      scene.transport.json(200, Answers.tokens());
      user();

      assertMerged(client.refreshTokenFlow(before));
    }

    @Test
    void does_so_for_a_device_whichever_way_it_waits() throws Exception {
      OAuthDeviceAuthorizationResponse code = deviceCode();
      tokens();
      user();
      assertMerged(((PollAnswer.Done<OAuthTokenResponse>) client.device().poll(code)).result());

      tokens();
      user();
      CompletableFuture<OAuthTokenResponse> waiting = client.device().start(code, shown -> {});
      scene.time.advance(Duration.ofSeconds(5));
      assertMerged(waiting.get());

      scene.transport.json(200, Answers.deviceCode());
      tokens();
      user();
      assertMerged(client.deviceCodeFlow(shown -> {}, "openid"));
    }

    @Test
    void does_not_where_there_is_no_id_token() {
      scene.transport.json(200, Answers.tokens());

      assertThat(client.clientCredentialsFlow().idPayload()).isEmpty();
    }

    private OAuthDeviceAuthorizationResponse deviceCode() {
      scene.transport.json(200, Answers.deviceCode());
      return client.startDeviceCodeFlow("openid");
    }

    private void tokens() {
      scene.transport.json(200, Scene.tokens(scene.mint.idToken()));
    }

    private void user() {
      scene.transport.json(200, "{\"sub\":\"alice\",\"email\":\"a@b.c\"}");
    }

    private static void assertMerged(OAuthTokenResponse tokens) {
      assertThat(tokens.idPayload()).containsEntry("email", "a@b.c").containsEntry("sub", "alice");
    }
  }

  @Test
  @DisplayName("whose device was approved polls no more when the keys cannot be had")
  void polls_no_more_when_the_keys_cannot_be_had() {
    OAuthClient client =
        OAuthClient.builder(Metadata.complete())
            .clientId("web")
            .transport(scene.transport)
            .platform(scene.time.platform())
            .build();
    scene
        .transport
        .json(200, Answers.deviceCode())
        .json(200, Scene.tokens(scene.mint.idToken()))
        .reply(503, "text/html", "<p>away");

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> client.deviceCodeFlow(shown -> {}, "openid"));
  }

  @Test
  void sends_its_headers_with_every_call() {
    OAuthClient client = scene.builder().headers(Headers.of("X-Tenant", "one")).build();
    scene
        .transport
        .json(200, Answers.tokens())
        .json(200, Answers.deviceCode())
        .json(200, "{\"sub\":\"alice\"}");

    client.requestTokens(Grant.clientCredentials(), TokenRequestOptions.none());
    client.startDeviceCodeFlow();
    client.userInfoEndpoint(Secret.of("at"), "alice");

    assertThat(scene.transport.calls())
        .hasSize(3)
        .allSatisfy(call -> assertThat(call.headers().first("X-Tenant")).contains("one"));
  }

  @Test
  void writes_scopes_as_its_provider_reads_them() {
    OAuthClient client = scene.builder().scopeSeparator(",").build();
    scene.transport.json(200, Answers.tokens());

    client.clientCredentialsFlow("a", "b");

    assertThat(scene.transport.body(0)).contains("scope=a%2Cb");
    assertThat(client.startAuthorizationCodeFlow("a", "b").uri().getRawQuery())
        .contains("scope=a%2Cb");
  }

  @Test
  void needs_no_keys_where_the_server_has_none() {
    OpenIdConfiguration oauthOnly =
        OpenIdConfiguration.builder().issuer(Metadata.ISSUER).tokenEndpoint(Metadata.TOKEN).build();
    scene.transport.json(200, Answers.tokens()).json(200, Scene.tokens(scene.mint.idToken()));
    OAuthClient client =
        OAuthClient.builder(oauthOnly)
            .clientId("web")
            .transport(scene.transport)
            .platform(scene.time.platform())
            .build();

    assertThat(client.clientCredentialsFlow().accessToken().reveal()).isEqualTo("at-1");
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> client.passwordFlow("alice", Secret.of("pw"), "openid"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("token.unknown_key"));
  }

  @Nested
  @DisplayName("is not built")
  class Building {

    @ParameterizedTest(name = "[{index}] \"{0}\"")
    @ValueSource(strings = {"", " "})
    void without_an_id(String id) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OAuthClient.builder(Metadata.complete()).clientId(id).build())
          .withMessageContaining("clientId");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OAuthClient.builder(Metadata.ISSUER).build())
          .withMessageContaining("clientId");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "id.example.com", "ftp://id.example.com", "https://id.example.com?x=1",
          "https://id.example.com#x", "https://user@id.example.com", "/"
        })
    void with_an_issuer_that_is_none(String issuer) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OAuthClient.builder(issuer).clientId("web").build());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"/callback", "callback", "https://app.example/#x"})
    void with_a_redirect_uri_that_is_none(String uri) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OAuthClient.builder(Metadata.ISSUER).redirectUri(URI.create(uri)))
          .withMessageContaining("redirectUri");
    }

    @Test
    void with_an_address_for_the_browser_that_is_none() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  OAuthClient.builder(Metadata.ISSUER)
                      .oauthAuthorizeRedirect(URI.create("https://public.example/#x")))
          .withMessageContaining("oauthAuthorizeRedirect");
    }
  }

  @Test
  void does_not_close_what_was_handed_in() {
    AtomicInteger closed = new AtomicInteger();
    class Closing implements HttpTransport, AutoCloseable {
      @Override
      public io.crossauth.http.HttpReply send(io.crossauth.http.HttpCall call) {
        throw new AssertionError();
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }

    scene.builder().transport(new Closing()).build().close();

    assertThat(closed).hasValue(0);
  }

  @Test
  void closes_what_it_has_made_itself() {
    OAuthClient client = OAuthClient.builder(Metadata.complete()).clientId("web").build();

    client.close();

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(client::clientCredentialsFlow)
        .satisfies(e -> assertThat(e.code()).isEqualTo("transport.closed"));
  }

  private OAuthClient discovering(String issuer) {
    return OAuthClient.builder(issuer)
        .clientId("web")
        .redirectUri(URI.create(Logins.REDIRECT))
        .transport(scene.transport)
        .platform(scene.time.platform())
        .build();
  }
}
