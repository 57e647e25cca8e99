package io.crossauth.client;

import static io.crossauth.client.testing.DpopScene.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.DpopScene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.DpopResource;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.value.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that ask for nonces, at every place and in every order, over real sockets. */
@DisplayName("DPoP nonces:")
class DpopNoncesTest {

  private static final String ES256 = "crossauth-pkjwt-es256";

  private final DpopScene scene = new DpopScene();
  private final DpopResource api = scene.provider().startResource();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    api.close();
    scene.close();
  }

  private OAuthClient client(String id) {
    return scene.client(id).pushedRequests().dpop().build();
  }

  private ResourceClient resource(TokenSource source) {
    return ResourceClient.of(http, source, origin());
  }

  private URI origin() {
    return URI.create("http://127.0.0.1:" + api.uri("/").getPort());
  }

  private int get(TokenSource source) throws IOException, InterruptedException {
    return resource(source)
        .send(HttpRequest.newBuilder(api.uri("/orders?page=2")).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private static Object nonce(RecordedRequest request) {
    return claims(request).getOrDefault("nonce", "none");
  }

  private void demand(Endpoint endpoint) {
    scene.provider().faults().demandDpopNonces(endpoint);
  }

  /** Two requests, which have nothing that is made anew in common. */
  private void assertRepeatedAnew(Endpoint endpoint) {
    List<RecordedRequest> sent = scene.sent(endpoint);
    assertThat(sent).hasSize(2);
    assertThat(nonce(sent.get(0))).isEqualTo("none");
    assertThat(nonce(sent.get(1))).isNotEqualTo("none");
    assertThat(claims(sent.get(0)).get("jti")).isNotEqualTo(claims(sent.get(1)).get("jti"));
    if (sent.get(0).formParameter("client_assertion").isPresent()) {
      assertThat(sent.get(0).formParameter("client_assertion"))
          .isNotEqualTo(sent.get(1).formParameter("client_assertion"));
    }
  }

  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("PAR", Endpoint.PUSHED_AUTHORIZATION, ES256, login()),
        Arguments.of("the code exchange", Endpoint.TOKEN, ES256, login()),
        Arguments.of(
            "the code exchange, with a secret", Endpoint.TOKEN, TestClients.CONFIDENTIAL, login()),
        Arguments.of(
            "the code exchange of a public client", Endpoint.TOKEN, TestClients.PUBLIC, login()),
        Arguments.of(
            "client credentials",
            Endpoint.TOKEN,
            ES256,
            work((scene, client) -> client.clientCredentialsFlow())),
        Arguments.of(
            "a service source",
            Endpoint.TOKEN,
            ES256,
            work((scene, client) -> client.tokenSource().accessToken())),
        Arguments.of(
            "a password",
            Endpoint.TOKEN,
            ES256,
            work(
                (scene, client) ->
                    client.passwordFlow(
                        TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE))))),
        Arguments.of(
            "userinfo",
            Endpoint.USERINFO,
            ES256,
            work((scene, client) -> client.userInfoEndpoint(scene.logIn(client)))),
        Arguments.of(
            "a device",
            Endpoint.TOKEN,
            TestClients.DEVICE,
            work(
                (scene, client) -> {
                  DevicePrompt approving =
                      shown -> scene.provider().approveDevice(shown.userCode(), TestUsers.ALICE);
                  client.deviceCodeFlow(approving, "openid");
                })));
  }

  /** What a client does. */
  interface Work {
    void run(DpopScene scene, OAuthClient client);
  }

  private static Work work(Work work) {
    return work;
  }

  private static Work login() {
    return (scene, client) -> scene.logIn(client);
  }

  @ParameterizedTest(name = "F-06: asked for at {0}, it is repeated once with everything new")
  @MethodSource("places")
  void is_repeated_once(String where, Endpoint endpoint, String id, Work work) {
    demand(endpoint);

    work.run(scene, client(id));

    assertRepeatedAnew(endpoint);
  }

  @Test
  @DisplayName("F-06: asked for at a refresh, it is repeated once with everything new")
  void at_a_refresh() {
    OAuthClient client = client(ES256);
    OAuthTokenResponse tokens = scene.logIn(client);
    demand(Endpoint.TOKEN);

    client.refreshTokenFlow(tokens);

    List<RecordedRequest> sent = scene.sent(Endpoint.TOKEN);
    assertThat(sent).hasSize(3);
    assertThat(nonce(sent.get(1))).isEqualTo("none");
    assertThat(nonce(sent.get(2))).isNotEqualTo("none");
    assertThat(sent.get(1).formParameter("client_assertion"))
        .isNotEqualTo(sent.get(2).formParameter("client_assertion"));
  }

  @Test
  @DisplayName("F-06: asked for at a session's refresh, it is repeated once")
  void at_a_sessions_refresh() {
    OAuthClient client = client(ES256);
    TokenManager manager =
        client.tokenManager(TokenStore.inMemory(10, Duration.ofDays(1), scene.time()));
    manager.signedIn("alice", scene.logIn(client));
    scene.time().advance(Duration.ofMinutes(6));
    demand(Endpoint.TOKEN);

    manager.accessToken("alice");

    assertThat(scene.sent(Endpoint.TOKEN)).hasSize(3);
  }

  @Test
  @DisplayName("F-06: asked for at a resource, it is repeated once with a new proof")
  void at_a_resource() throws Exception {
    TokenSource source = client(ES256).tokenSource();
    api.demandNonces();

    assertThat(get(source)).isEqualTo(200);

    assertThat(api.requests()).hasSize(2);
    assertThat(claims(api.requests().get(0)).get("jti"))
        .isNotEqualTo(claims(api.requests().get(1)).get("jti"));
    assertThat(claims(api.requests().get(1)))
        .containsEntry("htu", api.uri("/orders").toString())
        .containsKeys("nonce", "ath");
    assertThat(scene.sent(Endpoint.TOKEN)).as("the token is not renewed for it").hasSize(1);
  }

  @Test
  @DisplayName("F-07: the next request has the nonce of the last answer, a 200 too")
  void is_taken_from_every_answer() throws Exception {
    TokenSource source = client(ES256).tokenSource();
    api.demandNonces();

    for (int i = 0; i < 4; i++) {
      assertThat(get(source)).isEqualTo(200);
    }

    assertThat(api.requests()).hasSize(5);
    assertThat(api.requests().stream().map(DpopNoncesTest::nonce).distinct()).hasSize(5);
  }

  @Test
  @DisplayName("F-07: at the provider too, and one that is over is asked for again")
  void is_taken_from_every_answer_of_the_provider() {
    OAuthClient client = client(ES256);
    demand(Endpoint.TOKEN);

    client.clientCredentialsFlow();
    client.clientCredentialsFlow();
    assertThat(scene.sent(Endpoint.TOKEN)).hasSize(3);
    scene.provider().expireDpopNonces();
    client.clientCredentialsFlow();

    assertThat(scene.sent(Endpoint.TOKEN)).hasSize(5);
  }

  @Test
  @DisplayName("F-07: the provider's nonce does not go to the API, nor the API's to the provider")
  void is_kept_per_origin() throws Exception {
    OAuthClient client = client(ES256);
    demand(Endpoint.TOKEN);
    TokenSource source = client.tokenSource();
    source.accessToken();

    get(source);
    assertThat(nonce(api.requests().get(0))).isEqualTo("none");
    api.demandNonces();
    get(source);
    client.clientCredentialsFlow();

    Object given = nonce(api.requests().get(api.requests().size() - 1));
    assertThat(scene.sent(Endpoint.TOKEN).stream().map(DpopNoncesTest::nonce))
        .doesNotContain(given);
  }

  @ParameterizedTest(name = "F-07: asked for without end at {0}: two requests, then an error")
  @ValueSource(strings = {"PUSHED_AUTHORIZATION", "TOKEN", "USERINFO"})
  void an_endless_challenger(Endpoint endpoint) {
    demand(endpoint);
    scene.provider().faults().refuseEveryDpopNonce();
    OAuthClient client = client(ES256);

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            () -> {
              OAuthTokenResponse tokens = scene.logIn(client);
              client.userInfoEndpoint(tokens);
            })
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.use_dpop_nonce"))
        .withMessageContaining("not sent a third time");
    assertThat(scene.sent(endpoint)).hasSize(2);
  }

  @Test
  @DisplayName("F-07: asked for without end at an API: two requests, then its answer")
  void an_endless_api() throws Exception {
    TokenSource source = client(ES256).tokenSource();
    api.refuseEveryNonce();

    assertThat(get(source)).isEqualTo(401);

    assertThat(api.requests()).hasSize(2);
    assertThat(scene.sent(Endpoint.TOKEN)).hasSize(1);
  }

  @Test
  @DisplayName("asked for without being given: no repetition")
  void asked_for_without_being_given() {
    demand(Endpoint.TOKEN);
    scene.provider().faults().at(Endpoint.TOKEN).edit(reply -> reply.withoutHeader("DPoP-Nonce"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client(ES256).clientCredentialsFlow());
    assertThat(scene.sent(Endpoint.TOKEN)).hasSize(1);
  }

  @Test
  @DisplayName("a body that comes but once is not sent again; the nonce is there for the next")
  void a_body_that_comes_but_once() throws Exception {
    TokenSource source = client(ES256).tokenSource();
    api.demandNonces();
    HttpRequest once =
        HttpRequest.newBuilder(api.uri("/orders"))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {1})))
            .build();

    HttpResponse<String> first = resource(source).send(once, BodyHandlers.ofString());
    HttpResponse<String> second = resource(source).send(once, BodyHandlers.ofString());

    assertThat(first.statusCode()).isEqualTo(401);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(api.requests()).hasSize(2);
  }

  @Test
  @DisplayName("an API that refuses the token and asks for a nonce gets both")
  void a_token_and_a_nonce() throws Exception {
    TokenSource source = client(ES256).tokenSource();
    source.accessToken();
    scene.time().advance(Duration.ofSeconds(5));
    api.demandNonces().refuseTokens(1);

    assertThat(get(source)).isEqualTo(200);

    assertThat(api.requests()).hasSize(3);
    assertThat(scene.sent(Endpoint.TOKEN)).hasSize(2);
  }

  @Test
  @DisplayName("an API that refuses two tokens is asked anew by the program")
  void two_tokens_refused() throws Exception {
    TokenSource source = client(ES256).tokenSource();
    source.accessToken();
    scene.time().advance(Duration.ofSeconds(5));
    api.refuseTokens(2);

    assertThat(get(source)).isEqualTo(401);
    scene.time().advance(Duration.ofSeconds(5));
    assertThat(get(source)).isEqualTo(200);
    assertThat(scene.sent(Endpoint.TOKEN)).hasSize(3);
  }

  @Test
  @DisplayName("F-08: the scheme of the challenge in odd case, and among others")
  void the_challenge_in_odd_case() {
    demand(Endpoint.USERINFO);
    scene
        .provider()
        .faults()
        .at(Endpoint.USERINFO)
        .edit(
            reply ->
                reply.status() == 401
                    ? reply
                        .header(
                            "WWW-Authenticate",
                            "Basic realm=\"x\", dPOp algs=\"ES256\", error=\"use_dpop_nonce\","
                                + " Bearer realm=\"y\"")
                        .body("")
                    : reply);
    OAuthClient client = client(ES256);

    assertThat(client.userInfoEndpoint(scene.logIn(client)).subject()).isNotEmpty();
    assertRepeatedAnew(Endpoint.USERINFO);
  }

  @Test
  @DisplayName("F-22: a lost answer to a refresh: once more, with a new proof and assertion")
  void a_lost_answer_to_a_refresh() {
    OAuthClient client = client(ES256);
    TokenManager manager =
        client.tokenManager(TokenStore.inMemory(10, Duration.ofDays(1), scene.time()));
    manager.signedIn("alice", scene.logIn(client));
    scene.time().advance(Duration.ofMinutes(6));
    scene.provider().faults().at(Endpoint.TOKEN).next(1).behave(Behaviour.resetBeforeHeaders());

    manager.accessToken("alice");

    List<RecordedRequest> sent = scene.sent(Endpoint.TOKEN);
    assertThat(sent).hasSize(3);
    assertThat(sent.get(1).formParameter("refresh_token"))
        .isEqualTo(sent.get(2).formParameter("refresh_token"));
    assertThat(claims(sent.get(1)).get("jti")).isNotEqualTo(claims(sent.get(2)).get("jti"));
    assertThat(sent.get(1).formParameter("client_assertion"))
        .isNotEqualTo(sent.get(2).formParameter("client_assertion"));
  }

  @ParameterizedTest(name = "F-23: a clock {0} s off: the error says so, from Date")
  @ValueSource(longs = {20, -20})
  void a_clock_that_is_off(long ahead) {
    OAuthClient client = client(TestClients.SERVICE);
    String theirs =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            scene.time().instant().minusSeconds(ahead).atOffset(ZoneOffset.UTC));
    scene
        .provider()
        .faults()
        .at(Endpoint.TOKEN)
        .edit(
            reply ->
                reply
                    .status(400)
                    .body("{\"error\":\"invalid_dpop_proof\"}")
                    .header("Date", theirs));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(client::clientCredentialsFlow)
        .withMessageContaining(
            "the clock of this machine is 20 s " + (ahead > 0 ? "ahead of" : "behind"));
  }

  @Test
  @DisplayName("F-23: a proof that Keycloak calls an invalid request: compare the clocks")
  void a_proof_that_keycloak_refuses() {
    scene
        .provider()
        .faults()
        .at(Endpoint.TOKEN)
        .edit(
            reply ->
                reply
                    .status(400)
                    .body(
                        "{\"error\":\"invalid_request\",\"error_description\":\"DPoP proof is not"
                            + " active\"}"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(client(TestClients.SERVICE)::clientCredentialsFlow)
        .withMessageContaining("compare the clocks");
  }

  @Test
  @DisplayName("F-23: clocks that agree are not spoken of")
  void clocks_that_agree() {
    OAuthClient client = client(TestClients.SERVICE);
    String theirs =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            scene.time().instant().plusSeconds(2).atOffset(ZoneOffset.UTC));
    scene
        .provider()
        .faults()
        .at(Endpoint.TOKEN)
        .edit(
            reply ->
                reply
                    .status(400)
                    .body("{\"error\":\"invalid_dpop_proof\"}")
                    .header("Date", theirs));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(client::clientCredentialsFlow)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("of this machine"));
  }

  @Test
  @DisplayName("F-06: a login's browser sees none of it")
  void the_browser_sees_none_of_it() {
    demand(Endpoint.PUSHED_AUTHORIZATION);
    AuthorizationRequest request = client(ES256).startAuthorizationCodeFlow("openid");

    assertThat(request.uri().getQuery()).doesNotContain("dpop");
  }
}
