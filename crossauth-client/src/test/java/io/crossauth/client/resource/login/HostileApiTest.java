package io.crossauth.client.resource.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.testing.Failure;
import io.crossauth.client.testing.FlowUnderTest.Kind;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.client.testing.Together;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** APIs that want to lead a program, its user or its tokens elsewhere. */
@DisplayName("An API that is hostile")
class HostileApiTest {

  private final LoginScene scene = new LoginScene();
  private final FaultServer hostile = FaultServer.start();
  private final URI address = hostile.uri("/api");

  @AfterEach
  void end() {
    hostile.close();
    scene.close();
  }

  private ResourceLogin.Builder program() {
    return scene.program(address).client(scene.issuer(), TestClients.PUBLIC);
  }

  private CrossauthException failure(ResourceLogin.Builder program, URI uri) {
    try (ResourceLogin login = program.build()) {
      return catchThrowableOfType(CrossauthException.class, () -> login.send(HttpCall.get(uri)));
    }
  }

  private CrossauthException failure() {
    return failure(program(), address);
  }

  /** Nobody has been sent anywhere, and no provider has been called. */
  private void assertNobodyWasAsked() {
    assertThat(scene.opened).isEmpty();
    assertThat(scene.provider.requests()).isEmpty();
  }

  private void challenges(String challenge, Behaviour document) {
    hostile.always(
        (Connection connection) -> {
          RecordedRequest request = connection.request();
          Behaviour answer =
              request.path().startsWith("/.well-known/")
                  ? document
                  : Behaviour.reply(Reply.of(401).header("WWW-Authenticate", challenge));
          answer.serve(connection);
        });
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("resource", address.toString());
    document.put("authorization_servers", List.of(scene.issuer()));
    return document;
  }

  private void describes(String name, Object value) {
    Map<String, Object> document = document();
    document.put(name, value);
    challenges("Bearer", Behaviour.reply(Reply.json(document)));
  }

  static Stream<Object> otherResources() {
    return Stream.of(
        "https://bank.example/api",
        "http://127.0.0.1/api",
        "HTTP",
        "/api",
        "slash",
        "query",
        "below",
        "above",
        "",
        List.of("one"),
        7L);
  }

  @ParameterizedTest
  @MethodSource("otherResources")
  @DisplayName("and whose metadata are of another resource is not believed:")
  void metadataOfAnotherResource(Object other) {
    Object resource =
        switch (other.toString()) {
          case "HTTP" -> address.toString().replace("http:", "HTTP:");
          case "slash" -> address + "/";
          case "query" -> address + "?";
          case "below" -> address + "/orders";
          case "above" -> address.resolve("/").toString();
          case "[one]" -> List.of(address.toString());
          default -> other;
        };
    describes("resource", resource);

    assertThat(failure().code()).isEqualTo("response.resource_mismatch");
    assertNobodyWasAsked();
  }

  @Test
  @DisplayName("and points to the metadata of the API that its user trusts gets no token of it")
  void metadataOfTheGoodApi() {
    challenges(
        "Bearer resource_metadata=\"" + scene.api.metadataUri() + "\"",
        Behaviour.reply(Reply.json(Map.of("resource", scene.api.uri().toString()))));

    assertThat(failure().code()).isEqualTo("response.resource_metadata");
    assertThat(scene.api.requests()).isEmpty();
    assertNobodyWasAsked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://metadata.example/.well-known/oauth-protected-resource/api",
        "http://169.254.169.254/.well-known/oauth-protected-resource",
        "http://user@127.0.0.1:PORT/.well-known/oauth-protected-resource/api",
        "http://localhost:PORT/.well-known/oauth-protected-resource/api",
        "http://127.0.0.1/.well-known/oauth-protected-resource/api",
        "https://127.0.0.1:PORT/.well-known/oauth-protected-resource/api",
        "http://127.0.0.1:PORT/.well-known/../actuator/shutdown",
        "http://127.0.0.1:PORT/.well-known/%2e%2e/actuator/shutdown",
        "http://127.0.0.1:PORT/.well-known/..;/actuator/shutdown",
        "http://127.0.0.1:PORT/actuator/shutdown",
        "http://127.0.0.1:PORT/.well-known/oauth-protected-resource/api#x",
        "file:///.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/api",
        "not an address",
        ""
      })
  @DisplayName("and has its metadata elsewhere is not followed:")
  void metadataElsewhere(String there) {
    String named = there.replace("PORT", String.valueOf(hostile.port()));
    challenges(
        "Bearer resource_metadata=\"" + named + "\"", Behaviour.reply(Reply.json(document())));

    assertThat(failure().code()).isEqualTo("response.resource_metadata");
    assertThat(hostile.requests()).hasSize(1);
    assertNobodyWasAsked();
  }

  @Test
  @DisplayName("and names an authorization server that nobody allows sends nobody there")
  void aServerThatNobodyAllows() {
    try (InProcessProvider other = InProcessProvider.start()) {
      describes("authorization_servers", List.of(other.issuer().toString()));

      CrossauthException failure = failure();

      assertThat(failure.code()).isEqualTo("config.server_not_allowed");
      assertThat(failure.getMessage()).contains(other.issuer().toString());
      assertThat(other.requests()).isEmpty();
      assertNobodyWasAsked();
    }
  }

  @Test
  @DisplayName("and names a server that says to be another one's issuer sends nobody there")
  void aServerWithTheIssuerOfAnother() {
    try (FaultServer impostor = FaultServer.start()) {
      impostor.always(Reply.json(Map.of("issuer", scene.issuer())));
      describes("authorization_servers", List.of(impostor.uri("").toString()));

      assertThat(failure(program().allow(issuer -> true).registeredAs("A program"), address).code())
          .isEqualTo("response.issuer_mismatch");
      assertNobodyWasAsked();
    }
  }

  @Test
  void aClientOfOneServerIsNotShownToAnother() {
    try (InProcessProvider other = InProcessProvider.start()) {
      describes("authorization_servers", List.of(other.issuer().toString()));

      assertThat(failure(program().allow(issuer -> true), address).code())
          .isEqualTo("config.no_client_id");
      assertThat(other.count(Endpoint.DISCOVERY)).isEqualTo(other.requests().size());
      assertNobodyWasAsked();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"response.missing_member", "response.wrong_type"})
  void aListOfServersThatIsNone(String code) {
    List<Object> bad =
        code.endsWith("member")
            ? List.of(List.of())
            : List.of("https://id.example", List.of(7), Map.of("a", "b"));
    for (Object servers : bad) {
      describes("authorization_servers", servers);

      assertThat(failure().code()).isEqualTo(code);
    }
    assertNobodyWasAsked();
  }

  @Test
  @DisplayName("and names ten thousand servers has its user asked eight times")
  void tenThousandServers() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      all.add("https://id" + i + ".example");
    }
    describes("authorization_servers", all);
    List<String> asked = Collections.synchronizedList(new ArrayList<>());

    assertThat(failure(program().allow(i -> !asked.add(i)), address).code())
        .isEqualTo("config.server_not_allowed");
    assertThat(asked).hasSize(8);
  }

  static List<Failure> answers() {
    List<Failure> all = new ArrayList<>(Failure.answers());
    all.addAll(Failure.tooMuch());
    all.removeIf(failure -> !failure.concerns(Kind.DISCOVERY));
    return all;
  }

  @ParameterizedTest
  @MethodSource("answers")
  @DisplayName("and whose metadata are none:")
  void metadataThatAreNone(Failure each) {
    challenges("Bearer", each.behaviour());
    String expected = each.code(Kind.DISCOVERY);
    // The first thing that is looked for is the resource.
    boolean other = expected.equals("response.missing_member");

    assertThat(failure().code()).isEqualTo(other ? "response.resource_mismatch" : expected);
    assertThat(hostile.requests()).hasSize(2);
    assertNobodyWasAsked();
  }

  @Test
  @DisplayName("and says 401 forever costs one login and two calls")
  void refusesForever() {
    scene.api.refuseAll();
    try (ResourceLogin login = scene.program().build()) {
      assertThatThrownBy(() -> login.send(HttpCall.get(scene.api.uri())))
          .isInstanceOfSatisfying(
              OAuthErrorException.class,
              e -> {
                assertThat(e.error()).isEqualTo("invalid_token");
                assertThat(e.status()).isEqualTo(401);
              });
    }

    assertThat(scene.opened).hasSize(1);
    assertThat(scene.api.calls()).isEqualTo(2);
    assertThat(scene.api.metadataRequests()).isEqualTo(1);
  }

  @Test
  @DisplayName("and asks for something else each time costs three logins and five calls")
  void asksForSomethingElseEachTime() {
    try (ResourceLogin login = scene.program().build()) {
      assertThat(login.send(HttpCall.get(scene.api.uri())).status()).isEqualTo(200);
      int before = scene.api.calls();
      List<String> errors =
          new ArrayList<>(
              List.of(
                  "invalid_token",
                  "invalid_token",
                  "insufficient_scope",
                  "insufficient_user_authentication"));
      scene
          .api
          .refuseAll()
          .editChallenges(
              challenge ->
                  "Bearer error=\""
                      + (errors.isEmpty() ? "insufficient_scope" : errors.remove(0))
                      + "\", scope=\"email\"");

      assertThatThrownBy(() -> login.send(HttpCall.get(scene.api.uri())))
          .isInstanceOf(OAuthErrorException.class);
      assertThat(scene.api.calls() - before).isEqualTo(5);
    }
    assertThat(scene.opened).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer scope=\"a\\\"b\"",
        "Bearer error=insufficient_user_authentication, max_age=-1",
        "Bearer error=insufficient_user_authentication, max_age=99999999999999999999",
        "Bearer error=insufficient_user_authentication, acr_values=\"\u00e9\""
      })
  @DisplayName("and asks for what cannot be is told so:")
  void asksForWhatCannotBe(String challenge) {
    challenges(challenge, Behaviour.reply(Reply.json(document())));

    assertThat(failure().code()).isEqualTo("response.challenge");
    assertNobodyWasAsked();
  }

  @Test
  void moreScopesThanAnybodyHasAreRefused() {
    StringBuilder scopes = new StringBuilder();
    for (int i = 0; i < 51; i++) {
      scopes.append("s").append(i).append(' ');
    }
    challenges("Bearer scope=\"" + scopes + "\"", Behaviour.reply(Reply.json(document())));

    assertThat(failure().code()).isEqualTo("response.challenge");
  }

  @Test
  void aChallengeThatBreaksTheGrammarAsksForNothing() throws IOException {
    challenges("Bearer scope=\"a\", scope=\"b\"", Behaviour.reply(Reply.json(document())));
    try (ResourceLogin login = program().build()) {
      assertThat(login.send(HttpCall.get(address)).status()).isEqualTo(401);
    }
    assertThat(hostile.requests()).hasSize(1);
    assertNobodyWasAsked();
  }

  @Test
  @DisplayName("and repeats the token in its words is not quoted; nothing else shows it either")
  void itsWordsAreNotQuoted() {
    try (LogTrap logs = new LogTrap();
        ResourceLogin login = scene.program().scopes("openid").build()) {
      List<String> tokens = new ArrayList<>();
      scene
          .api
          .refuseAll()
          .editChallenges(
              challenge -> {
                List<RecordedRequest> all = scene.api.requests();
                all.get(all.size() - 1)
                    .header("Authorization")
                    .ifPresent(field -> tokens.add(field.substring("Bearer ".length())));
                return challenge
                    + ", error_description=\"no: "
                    + (tokens.isEmpty() ? "" : tokens.get(0))
                    + "\"";
              });

      CrossauthException failure =
          catchThrowableOfType(
              CrossauthException.class, () -> login.send(HttpCall.get(scene.api.uri())));

      assertThat(tokens).hasSize(1);
      // What is told is cut: a part of the token is too much.
      String part = tokens.get(0).substring(0, 40);
      assertThat(failure.toString() + logs.text() + login).doesNotContain(part);
      assertThat(failure.getMessage()).contains("invalid_token");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.2/id",
        "https://10.0.0.1/id",
        "https://[fd00::1]/id",
        "https://169.254.169.254/id",
        "https://localhost/id"
      })
  @DisplayName("and names a server of the private network leads nobody there:")
  void aServerOfThePrivateNetwork(String issuer) {
    TestCertificates certificates = TestCertificates.shared();
    URI named = URI.create("https://api.example.com/api");
    try (FaultServer api = FaultServer.startTls(certificates.serverContext("api.example.com"));
        ApacheHttpTransport http =
            ApacheHttpTransport.builder()
                .publicAddressesOnly()
                .sslContext(certificates.clientContext())
                .addressBook(
                    AddressBook.empty()
                        .plus(
                            "api.example.com", 443, new InetSocketAddress("127.0.0.1", api.port())))
                .build()) {
      api.next(Reply.of(401).header("WWW-Authenticate", "Bearer"))
          .next(
              Reply.json(
                  Map.of("resource", named.toString(), "authorization_servers", List.of(issuer))));

      CrossauthException failure =
          failure(
              scene.program(named).transport(http).allow(any -> true).registeredAs("A program"),
              named);

      assertThat(failure.code()).isEqualTo("transport.forbidden");
      assertThat(api.requests()).hasSize(2);
      assertThat(scene.opened).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9/id", "http://id.example.com"})
  void nobodyIsAskedAboutPlainHttp(String issuer) {
    URI named = URI.create("https://api.example.com/api");
    List<Reply> answers =
        new ArrayList<>(
            List.of(
                Reply.of(401).header("WWW-Authenticate", "Bearer"),
                Reply.json(
                    Map.of(
                        "resource", named.toString(), "authorization_servers", List.of(issuer)))));
    List<String> asked = new ArrayList<>();

    CrossauthException failure =
        failure(
            scene
                .program(named)
                .transport(
                    call -> {
                      Reply next = answers.remove(0);
                      return new HttpReply(
                          next.status(),
                          next.header("WWW-Authenticate")
                              .map(c -> io.crossauth.http.Headers.of("WWW-Authenticate", c))
                              .orElse(
                                  io.crossauth.http.Headers.of("Content-Type", "application/json")),
                          next.body());
                    })
                .allow(asked::add),
            named);

    assertThat(failure.code()).isEqualTo("config.server_not_allowed");
    assertThat(asked).isEmpty();
  }

  @Test
  @DisplayName("of a private network is not called by default")
  void anApiOfThePrivateNetwork() {
    for (String host : List.of("10.0.0.1", "192.168.1.1", "[fd00::1]", "169.254.169.254")) {
      URI uri = URI.create("https://" + host + "/api");

      assertThat(
              failure(
                      ResourceLogin.at(uri).client(scene.issuer(), "anybody").browser(scene.user()),
                      uri)
                  .code())
          .isEqualTo("transport.forbidden");
    }
    assertThatThrownBy(
            () ->
                ResourceLogin.at(address)
                    .client(scene.issuer(), "anybody")
                    .browser(scene.user())
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowPrivateAddresses");
  }

  @Test
  @DisplayName("and never answers is given up in time")
  void neverAnswers() {
    hostile.always(Behaviour.hangBeforeHeaders());

    assertThat(
            failure(program().platform(Platform.system()).patience(Duration.ofMillis(300)), address)
                .code())
        .isEqualTo("transport.timeout");
  }

  @Test
  @DisplayName("whose user never comes back is given up in time")
  void theUserNeverComesBack() throws Exception {
    try (ResourceLogin login =
        ResourceLogin.at(scene.api.uri())
            .client(scene.issuer(), TestClients.PUBLIC)
            .browser(scene.opened::add)
            .allowPrivateAddresses()
            .patience(Duration.ofMinutes(2))
            .platform(io.crossauth.client.testing.Background.platform(scene.time))
            .build()) {
      Together.Call<CrossauthException> call =
          Together.start(
              () ->
                  catchThrowableOfType(
                      CrossauthException.class, () -> login.send(HttpCall.get(scene.api.uri()))));
      while (scene.opened.isEmpty() || scene.time.plannedWork() < 2) {
        Thread.onSpinWait();
      }
      scene.time.advance(Duration.ofMinutes(2));

      assertThat(call.get().code()).isEqualTo("login.timeout");
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    try (ResourceLogin login =
        ResourceLogin.at(scene.api.uri())
            .client(scene.issuer(), TestClients.PUBLIC)
            .browser(scene.opened::add)
            .allowPrivateAddresses()
            .build()) {
      Together.Call<CrossauthException> call =
          Together.start(
              () ->
                  catchThrowableOfType(
                      CrossauthException.class, () -> login.send(HttpCall.get(scene.api.uri()))));
      while (scene.opened.isEmpty()) {
        Thread.onSpinWait();
      }
      call.awaitWaiting().thread().interrupt();

      assertThat(call.get()).isInstanceOf(InterruptedCallException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/apis",
        "http://127.0.0.1:PORT/",
        "http://127.0.0.1:PORT/api/../admin",
        "http://127.0.0.1:PORT/api/%2E%2e/admin",
        "http://127.0.0.1:PORT/api/..%2fadmin",
        "http://127.0.0.1:PORT/api/..;a=b/admin",
        "http://127.0.0.1:PORT/api/%5c..%5cadmin",
        "http://127.0.0.1:1/api",
        "http://localhost:PORT/api",
        "https://127.0.0.1:PORT/api",
        "https://api.example.com/api"
      })
  @DisplayName("or a mistake of the program's leads no request out of the resource:")
  void requestsStayWithinTheResource(String uri) {
    try (ResourceLogin login = program().build()) {
      assertThatThrownBy(
              () ->
                  login.send(
                      HttpCall.get(
                          URI.create(uri.replace("PORT", String.valueOf(hostile.port()))))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> login.send(HttpCall.get(address).withHeader("authorization", "Bearer x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(hostile.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com/",
        "https://api.example.com/#x",
        "https://user@api.example.com/",
        "https://api.example.com/a/../b",
        "ftp://api.example.com/",
        "/api"
      })
  void whatIsNoAddressOfAResource(String uri) {
    assertThatThrownBy(() -> ResourceLogin.at(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> program().clientMetadataDocument(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsMissingIsToldWhenItIsBuilt() {
    ResourceLogin.Builder nobody = ResourceLogin.at(address).browser(scene.user());
    assertThatThrownBy(nobody::build).hasMessageContaining("authorization servers");
    ResourceLogin.Builder noLogin = ResourceLogin.at(address).allow("https://id.example.com");
    assertThatThrownBy(noLogin::build).hasMessageContaining("login");
    assertThatThrownBy(() -> noLogin.patience(Duration.ofMinutes(61)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> noLogin.scopes("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> noLogin.clientMetadataDocument(URI.create("https://a.example/")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
