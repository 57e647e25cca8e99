package io.crossauth.client.resource.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.Together;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.value.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Over real sockets, against a provider and an API in this process. */
@DisplayName("From an API's address to a token:")
class ResourceLoginTest {

  private final LoginScene scene = new LoginScene();

  @AfterEach
  void end() {
    scene.close();
  }

  private HttpReply read(ResourceLogin login) {
    return login.send(HttpCall.get(scene.api.uri()));
  }

  private void assertReads(ResourceLogin login) {
    HttpReply reply = read(login);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains(TestUsers.ALICE);
  }

  private Form asked(int login) {
    return Form.parse(scene.opened.get(login).getRawQuery());
  }

  @Test
  @DisplayName("a 401 leads to the metadata, the server, a login for the resource, and the answer")
  void aRefusalLeadsToALogin() {
    scene.api.requireScopes("email");
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);
      assertReads(login);
    }

    assertThat(scene.opened).hasSize(1);
    assertThat(asked(0).all("resource")).containsExactly(scene.api.uri().toString());
    assertThat(asked(0).first("scope")).contains("email");
    assertThat(scene.api.metadataRequests()).isEqualTo(1);
    assertThat(scene.api.calls()).isEqualTo(3);
    RecordedRequest exchange = scene.provider.requests(Endpoint.TOKEN).get(0);
    assertThat(exchange.form().get("resource")).containsExactly(scene.api.uri().toString());
  }

  @Test
  void aLoginThatEndsAfterTheEndIsNotKept() {
    AtomicReference<ResourceLogin> open = new AtomicReference<>();
    BrowserOpener user = scene.user();
    try (ResourceLogin login =
        scene
            .program()
            .browser(
                address -> {
                  open.get().close();
                  user.open(address);
                })
            .build()) {
      open.set(login);

      assertThatIllegalStateException().isThrownBy(() -> read(login));
      assertThatExceptionOfType(LoginRequiredException.class).isThrownBy(login::tokens);
      assertThatIllegalStateException().isThrownBy(() -> read(login));
    }

    assertThat(scene.opened).hasSize(1);
  }

  @Test
  void requestsGoBelowTheResourceWithTheSameToken() {
    URI one = URI.create(scene.api.uri() + "/17?full=true");
    try (ResourceLogin login = scene.program().build()) {
      assertThat(login.send(HttpCall.get(one)).status()).isEqualTo(200);
      assertReads(login);
    }

    assertThat(scene.opened).hasSize(1);
  }

  @Test
  void anAnswerThatAsksForNothingIsThePrograms() {
    try (FaultServer api = FaultServer.start();
        ResourceLogin login =
            scene.program(api.uri("/x")).client(scene.issuer(), "anybody").build()) {
      for (Reply reply :
          List.of(
              Reply.of(404),
              Reply.of(403).header("WWW-Authenticate", "Bearer error=\"policy\""),
              Reply.of(403),
              Reply.of(401),
              Reply.of(401).header("WWW-Authenticate", "Basic realm=\"x\""),
              Reply.redirect(302, "https://elsewhere.example"))) {
        api.next(reply);

        assertThat(login.send(HttpCall.get(api.uri("/x"))).status()).isEqualTo(reply.status());
      }

      assertThat(api.requests()).hasSize(6);
    }
    assertThat(scene.opened).isEmpty();
  }

  @Test
  @DisplayName("without resource_metadata the well-known address is asked (RFC 9728 section 3.1)")
  void theWellKnownAddressIsAsked() {
    scene.api.editChallenges(challenge -> "Negotiate, bEaReR");
    try (ResourceLogin login = scene.program().scopes("email").build()) {
      assertReads(login);
    }

    assertThat(asked(0).first("scope")).contains("email");
    assertThat(scene.api.metadataRequests()).isEqualTo(1);
  }

  @Test
  void aServerThatIsNotListedIsUsedIfTheUserAllowsIt() {
    List<String> asked = new java.util.ArrayList<>();
    scene.api.editMetadata(
        document -> {
          document.put(
              "authorization_servers",
              List.of("ftp://x", "https://user@x", "https://other.example", scene.issuer()));
          return document;
        });
    try (ResourceLogin login =
        scene
            .program(scene.api.uri())
            .allow(
                issuer -> {
                  asked.add(issuer);
                  return issuer.equals(scene.issuer());
                })
            .registeredAs("A program")
            .build()) {
      assertReads(login);
    }

    assertThat(asked).containsExactly("https://other.example", scene.issuer());
  }

  @Test
  @DisplayName("a client id by registration (RFC 7591): once, with the port left open")
  void registersItself() {
    try (ResourceLogin login =
        scene.program(scene.api.uri()).allow(scene.issuer()).registeredAs("A program").build()) {
      assertReads(login);
    }

    Map<String, Object> said = scene.provider.requests(Endpoint.REGISTRATION).get(0).json();
    assertThat(said)
        .containsEntry("client_name", "A program")
        .containsEntry("token_endpoint_auth_method", "none")
        .containsEntry("redirect_uris", List.of("http://127.0.0.1/callback"));
    assertThat(scene.provider.count(Endpoint.REGISTRATION)).isEqualTo(1);
    assertThat(asked(0).first("client_id").orElseThrow()).isNotEqualTo(TestClients.PUBLIC);
  }

  @Test
  @DisplayName("a registration outlives a login that fails, but not one in which it is unknown")
  void aRegistrationOutlivesALogin() {
    try (ResourceLogin login =
        scene.program(scene.api.uri()).allow(scene.issuer()).registeredAs("A program").build()) {
      scene.provider.faults().at(Endpoint.TOKEN).next(1).error(400, "invalid_grant");
      assertThatThrownBy(() -> read(login)).isInstanceOf(OAuthErrorException.class);
      scene.provider.faults().at(Endpoint.TOKEN).next(1).error(401, "invalid_client");
      assertThatThrownBy(() -> read(login)).isInstanceOf(OAuthErrorException.class);
      assertThat(scene.provider.count(Endpoint.REGISTRATION)).isEqualTo(1);

      assertReads(login);
    }

    assertThat(scene.provider.count(Endpoint.REGISTRATION)).isEqualTo(2);
  }

  @Test
  @DisplayName("a client id that is the address of a metadata document")
  void theAddressOfADocumentIsTheClientId() {
    scene.provider.takeClientIdMetadataDocuments();
    try (FaultServer site = FaultServer.start()) {
      URI document = site.uri("/client.json");
      site.always(
          Reply.json(
              Map.of(
                  "client_id",
                  document.toString(),
                  "client_name",
                  "A program",
                  "redirect_uris",
                  List.of("http://127.0.0.1/callback"),
                  "grant_types",
                  List.of("authorization_code", "refresh_token"),
                  "token_endpoint_auth_method",
                  "none")));
      try (ResourceLogin login =
          scene
              .program(scene.api.uri())
              .allow(scene.issuer())
              .registeredAs("not needed")
              .clientMetadataDocument(document)
              .build()) {
        assertReads(login);
      }

      assertThat(asked(0).first("client_id")).contains(document.toString());
      assertThat(scene.provider.count(Endpoint.REGISTRATION)).isZero();
    }
  }

  @Test
  @DisplayName("a confidential client of its own settings")
  void aClientOfItsOwnSettings() {
    try (ResourceLogin login =
        scene
            .program(scene.api.uri())
            .client(
                scene.issuer(),
                c ->
                    c.clientId(TestClients.CONFIDENTIAL)
                        .clientSecret(Secret.of(TestClients.SECRET)))
            .build()) {
      assertReads(login);
    }
  }

  @Test
  @DisplayName("a login on another device, for the resource")
  void aLoginOnAnotherDevice() {
    DevicePrompt alice = code -> scene.provider.approveDevice(code.userCode(), TestUsers.ALICE);
    try (ResourceLogin login =
        ResourceLogin.at(scene.api.uri())
            .client(scene.issuer(), TestClients.DEVICE)
            .device(alice)
            .allowPrivateAddresses()
            .platform(
                new io.crossauth.platform.Platform(
                    scene.time,
                    scene.time,
                    new DeviceTime(Background.platform(scene.time).scheduler()),
                    io.crossauth.platform.RandomSource.system()))
            .build()) {
      assertReads(login);
    }

    RecordedRequest start = scene.provider.requests(Endpoint.DEVICE_AUTHORIZATION).get(0);
    assertThat(start.formParameter("resource")).contains(scene.api.uri().toString());
  }

  @Test
  @DisplayName("insufficient_scope: one more login, for these scopes beside those of before")
  void stepsUpByScopes() {
    try (ResourceLogin login = scene.program().scopes("openid").build()) {
      assertReads(login);
      scene.api.requireScopes("email", "phone");

      assertReads(login);
      assertReads(login);
    }

    assertThat(scene.opened).hasSize(2);
    assertThat(asked(1).first("scope").orElseThrow().split(" "))
        .containsExactlyInAnyOrder("openid", "email", "phone");
    assertThat(asked(1).first("resource")).contains(scene.api.uri().toString());
    assertThat(scene.api.metadataRequests()).isEqualTo(1);
  }

  @Test
  void aScopeThatDoesNotComeIsOneRound() {
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);
      scene
          .api
          .editChallenges(challenge -> challenge.replace("scope=\"admin\"", "scope=\"phone\""))
          .requireScopes("admin");

      assertThatThrownBy(() -> read(login))
          .isInstanceOfSatisfying(
              OAuthErrorException.class,
              e -> {
                assertThat(e.error()).isEqualTo("insufficient_scope");
                assertThat(e.status()).isEqualTo(403);
              });
    }

    assertThat(scene.opened).hasSize(2);
    assertThat(scene.api.calls()).isEqualTo(4);
  }

  @Test
  void whereNoScopeIsNamedNobodyIsSentAnywhere() {
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);
      scene.api.requireScopes("admin").editChallenges(c -> c.replace(", scope=\"admin\"", ""));

      assertThatThrownBy(() -> read(login)).isInstanceOf(OAuthErrorException.class);
    }

    assertThat(scene.opened).hasSize(1);
  }

  @Test
  @DisplayName("F-24: insufficient_user_authentication: one more login, as new as the API wants it")
  void stepsUpByAuthentication() {
    try (ResourceLogin login = scene.program().scopes("openid").build()) {
      assertReads(login);
      scene.time.advance(Duration.ofSeconds(100));
      scene.api.requireLoginWithin(Duration.ofSeconds(60));

      assertReads(login);
    }

    assertThat(scene.opened).hasSize(2);
    assertThat(asked(1).first("max_age")).contains("60");
    assertThat(asked(1).first("scope")).contains("openid");
  }

  @Test
  @DisplayName("F-24: which login is not said: a new one, whatever that is")
  void anyNewLogin() {
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);
      scene.time.advance(Duration.ofSeconds(100));
      scene
          .api
          .requireLoginWithin(Duration.ofSeconds(60))
          .editChallenges(challenge -> challenge.replace(", max_age=60", ""));

      assertReads(login);
    }

    assertThat(asked(1).first("max_age")).contains("0");
  }

  @Test
  @DisplayName("F-24: a login that is not enough is one round")
  void aLoginThatIsNotEnoughIsOneRound() {
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);
      scene.api.requireLoginWithin(Duration.ofSeconds(-60));
      scene.api.editChallenges(challenge -> challenge.replace("max_age=-60", "max_age=60"));

      assertThatThrownBy(() -> read(login))
          .isInstanceOfSatisfying(
              OAuthErrorException.class,
              e -> assertThat(e.error()).isEqualTo("insufficient_user_authentication"));
    }

    assertThat(scene.opened).hasSize(2);
    assertThat(scene.api.calls()).isEqualTo(4);
  }

  @Test
  @DisplayName("a token that is over is renewed, for the resource, without the user")
  void aTokenThatIsOverIsRenewed() {
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);
      scene.time.advance(Duration.ofMinutes(6));

      assertReads(login);
    }

    assertThat(scene.opened).hasSize(1);
    RecordedRequest refresh = scene.provider.requests(Endpoint.TOKEN).get(1);
    assertThat(refresh.formParameter("grant_type")).contains("refresh_token");
    assertThat(refresh.formParameter("resource")).contains(scene.api.uri().toString());
  }

  @Test
  void aSessionThatIsOverIsALogin() {
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);
      scene.time.advance(Duration.ofMinutes(6));
      scene.provider.faults().at(Endpoint.TOKEN).next(1).error(400, "invalid_grant");

      assertReads(login);
    }

    assertThat(scene.opened).hasSize(2);
  }

  @Test
  @DisplayName("F-06: a token that is bound to a key; the API asks for a nonce, once")
  void aTokenThatIsBoundToAKey() {
    scene.api.demandNonces();
    try (ResourceLogin login = bound()) {
      assertReads(login);
      assertReads(login);
    }

    assertThat(scene.opened).hasSize(1);
    List<RecordedRequest> calls = scene.api.requests();
    assertThat(calls.get(calls.size() - 1).header("Authorization").orElseThrow())
        .startsWith("DPoP ");
    assertThat(scene.api.calls()).isEqualTo(4);
  }

  @Test
  @DisplayName("F-07: a nonce that is asked for again and again is two requests, and no login")
  void aNonceThatIsNeverGood() {
    scene.api.refuseEveryNonce();
    try (ResourceLogin login = bound()) {
      assertThatThrownBy(() -> read(login))
          .isInstanceOfSatisfying(
              OAuthErrorException.class, e -> assertThat(e.error()).isEqualTo("use_dpop_nonce"));
    }

    assertThat(scene.opened).hasSize(1);
    assertThat(scene.api.calls()).isEqualTo(3);
  }

  private ResourceLogin bound() {
    return scene
        .program(scene.api.uri())
        .client(scene.issuer(), c -> c.clientId(TestClients.PUBLIC).dpop())
        .build();
  }

  @Test
  @DisplayName("one login for twenty threads")
  void oneLoginForAll() throws Exception {
    try (ResourceLogin login = scene.program().build()) {
      for (Together.Call<HttpReply> call : Together.start(20, () -> read(login))) {
        assertThat(call.get().status()).isEqualTo(200);
      }
    }

    assertThat(scene.opened).hasSize(1);
  }

  @Test
  void theTokenGoesOnRequestsOfAnotherHttpClient() throws Exception {
    try (ResourceLogin login = scene.program().build()) {
      assertThatThrownBy(login::tokens).isInstanceOf(LoginRequiredException.class);
      assertReads(login);
      ResourceClient client =
          ResourceClient.of(
              HttpClient.newHttpClient(), login.tokens(), scene.api.uri().resolve("/"));

      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(scene.api.uri()).build(),
                      HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void nothingOfALoginIsShown() {
    try (ResourceLogin login = scene.program().build()) {
      assertReads(login);

      assertThat(login).hasToString("ResourceLogin[" + scene.api.uri() + "]");
    }
  }
}
