package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.DeviceAuthenticator;
import io.crossauth.client.device.DeviceErrorHandler.Decision;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.value.Secret;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was measured in loctocat 1.0.3, fault by fault, and does not happen here. */
class LoctocatFaultsTest {

  private static final String DEVICE = "https://id.example.com/device";
  private static final String TOKEN = "https://id.example.com/token";

  private final DeviceScene scene = new DeviceScene();

  @Test
  @DisplayName("loctocat fault 1: twenty slow_down answers take twenty longer waits, not 0.000 s")
  void fault1() {
    scene.transport.json(200, DeviceScene.code(7200));
    for (int i = 0; i < 20; i++) {
      scene.transport.json(400, DeviceScene.slowDown());
    }
    scene.transport.json(200, DeviceScene.tokens());

    scripted().build().authenticate();

    List<Long> expected = new ArrayList<>();
    for (long wait = 5; wait <= 105; wait += 5) {
      expected.add(wait);
    }
    assertThat(scene.waits()).isEqualTo(expected);
  }

  @Test
  @DisplayName("loctocat fault 2: the interval is waited for before the first poll too")
  void fault2() {
    scene
        .transport
        .json(200, DeviceScene.code(600, "\"interval\":9"))
        .json(400, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    scripted().build().authenticate();

    assertThat(scene.waits()).containsExactly(9L, 9L);
  }

  @Test
  @DisplayName("loctocat fault 3: parameters and secret are in the form body, never in the address")
  void fault3() {
    scene.transport.json(200, DeviceScene.code(600)).json(200, DeviceScene.tokens());

    scripted().scopes("a", "b").clientSecret(Secret.of("s3cret")).build().authenticate();

    assertThat(scene.transport.calls())
        .extracting(HttpCall::uri)
        .containsExactly(URI.create(DEVICE), URI.create(TOKEN));
    assertThat(Wire.form(scene.transport, 0))
        .containsEntry("client_id", "tool")
        .containsEntry("client_secret", "s3cret")
        .containsEntry("scope", "a b")
        .doesNotContainKey("grant_type");
    assertThat(Wire.form(scene.transport, 1))
        .containsEntry("client_secret", "s3cret")
        .containsEntry("device_code", DeviceScene.DEVICE_CODE);
  }

  @Test
  @DisplayName("loctocat fault 4: interval may be missing, verification_uri_complete is kept")
  void fault4() {
    scene.transport.json(
        200, DeviceScene.code(600, "\"verification_uri_complete\":\"https://a.example/?c=1\""));

    OAuthDeviceAuthorizationResponse code = scripted().build().ping();

    assertThat(code.interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(code.verificationUriComplete()).contains(URI.create("https://a.example/?c=1"));
  }

  @Test
  @DisplayName(
      "loctocat fault 4: expires_in ends the wait, though the server says pending for ever")
  void fault4Expiry() {
    scene.transport.json(200, DeviceScene.code(15));
    scene.transport.json(400, DeviceScene.pending()).json(400, DeviceScene.pending());

    assertThatExceptionOfType(LoginTimeoutException.class)
        .isThrownBy(() -> scripted().build().authenticate())
        .satisfies(e -> assertThat(e.code()).isEqualTo("device.expired"));
  }

  @ParameterizedTest(name = "loctocat fault 5: ping answered with {0} {2} is {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400|application/json|{\"error\":\"invalid_scope\"}|oauth.invalid_scope",
        "200|application/json|{\"error\":\"invalid_scope\"}|oauth.invalid_scope",
        "200|text/html|<h1>hello</h1>|response.content_type",
        "404|text/html|<h1>gone</h1>|response.status",
        "200|application/json|{}|response.missing_member"
      })
  void fault5(int status, String type, String body, String code) {
    scene.transport.reply(status, type, body);

    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> scripted().build().ping())
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  @DisplayName("loctocat fault 5: a server that hangs ends the call, a failed poll is tried again")
  void fault5Connection() {
    try (FaultServer server = FaultServer.start();
        ApacheHttpTransport door =
            ApacheHttpTransport.builder()
                .responseTimeout(Duration.ofMillis(1000))
                .callTimeout(Duration.ofMillis(2000))
                .build()) {
      server.next(Behaviour.hangBeforeHeaders(), Behaviour.reply(code()));
      server.next(Behaviour.hangBeforeHeaders(), Behaviour.reply(tokens()));
      DeviceAuthenticator authenticator = at(server, door).build();

      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(authenticator::ping)
          .satisfies(e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.TIMEOUT));
      authenticator.authenticate();

      assertThat(scene.waits()).containsExactly(5L, 10L);
    }
  }

  @ParameterizedTest(name = "loctocat fault 6: {0} says what the server says, and never gives null")
  @ValueSource(strings = {"access_denied", "expired_token"})
  void fault6(String error) {
    scene
        .transport
        .json(200, DeviceScene.code(600))
        .json(
            400,
            "{\"error\":\""
                + error
                + "\",\"error_description\":\"because\",\"error_uri\":\"https://e.example/\"}");

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            () -> scripted().onError(error, refusal -> Decision.STOP).build().authenticate())
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth." + error))
        .satisfies(e -> assertThat(e.description()).contains("because"))
        .satisfies(e -> assertThat(e.uri()).contains(URI.create("https://e.example/")));
  }

  @Test
  @DisplayName("loctocat fault 6: poll() cannot come before ping(), whose answer it takes")
  void fault6Order() {
    assertThat(DeviceAuthenticator.class.getMethods())
        .filteredOn(method -> method.getName().startsWith("poll"))
        .isNotEmpty()
        .allSatisfy(
            method ->
                assertThat(method.getParameterTypes())
                    .containsExactly(OAuthDeviceAuthorizationResponse.class));
  }

  @Test
  @DisplayName("loctocat fault 7: the wait by a future holds no thread, and its handlers count")
  void fault7() {
    scene
        .transport
        .json(200, DeviceScene.code(600))
        .json(400, DeviceScene.error("odd"))
        .json(400, DeviceScene.error("worse"));
    List<String> heard = new ArrayList<>();

    CompletableFuture<OAuthTokenResponse> login =
        scripted()
            .onError("odd", e -> heard(heard, e, Decision.CONTINUE))
            .onError("worse", e -> heard(heard, e, Decision.STOP))
            .build()
            .authenticateAsync();
    scene.time.advance(Duration.ofSeconds(60));

    assertThat(login).isCompletedExceptionally();
    assertThat(heard).containsExactly("odd", "worse");
    assertThat(scene.time.waits()).isEmpty();
  }

  @Test
  @DisplayName("loctocat fault 8: the whole response is given: refresh token, lifetime, scopes")
  void fault8() {
    scene.transport.json(200, DeviceScene.code(600)).json(200, DeviceScene.tokens());

    OAuthTokenResponse tokens = scripted().build().authenticate();

    assertThat(tokens.refreshToken()).map(Secret::reveal).contains("canary-refresh");
    assertThat(tokens.expiresIn()).contains(Duration.ofSeconds(300));
    assertThat(tokens.scopes()).containsExactly("repo", "gist");
  }

  @Test
  @DisplayName("loctocat fault 8: an ID token is checked before anybody sees it")
  void fault8IdToken() {
    scene.transport.json(200, DeviceScene.code(600));
    scene.transport.json(200, DeviceScene.tokens().replace("{", "{\"id_token\":\"a.b.c\","));

    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(
            () ->
                scripted()
                    .idTokens("https://id.example.com", URI.create("https://id.example.com/keys"))
                    .build()
                    .authenticate())
        .satisfies(e -> assertThat(e.code()).startsWith("token."));
  }

  @Test
  @DisplayName("loctocat fault 8: nothing of what was answered can be changed")
  void fault8ReadOnly() {
    assertThat(OAuthDeviceAuthorizationResponse.class).isRecord();
    assertThat(Arrays.stream(DeviceAuthenticator.class.getDeclaredFields()))
        .allSatisfy(field -> assertThat(Modifier.isFinal(field.getModifiers())).isTrue());
  }

  @Test
  @DisplayName("loctocat fault 8: extra parameters are sent, with the code and with the polls")
  void fault8Extras() {
    scene.transport.json(200, DeviceScene.code(600)).json(200, DeviceScene.tokens());

    scripted()
        .parameter("audience", "https://api.example.com")
        .tokenParameter("resource", "https://files.example.com")
        .build()
        .authenticate();

    assertThat(Wire.form(scene.transport, 0)).containsEntry("audience", "https://api.example.com");
    assertThat(Wire.form(scene.transport, 1))
        .containsEntry("resource", "https://files.example.com")
        .doesNotContainKey("audience");
  }

  @Test
  @DisplayName("loctocat fault 8: plain http works on this machine, and nowhere else")
  void fault8PlainHttp() {
    try (FaultServer server = FaultServer.start();
        ApacheHttpTransport door = ApacheHttpTransport.create()) {
      server.next(code(), tokens());

      assertThat(at(server, door).build().authenticate().tokenType()).isEqualTo("bearer");
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(
              () ->
                  DeviceAuthenticator.builder(
                          "tool", URI.create("http://id.example.com/d"), URI.create(TOKEN))
                      .transport(door)
                      .build()
                      .ping())
          .satisfies(e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.FORBIDDEN));
    }
  }

  @Test
  @DisplayName("loctocat's Google: verification_url is read as verification_uri")
  void verificationUrl() {
    scene.transport.json(
        200, DeviceScene.code(600).replace("verification_uri", "verification_url"));

    assertThat(scripted().build().ping().verificationUri()).isEqualTo(URI.create(DEVICE));
  }

  @Test
  void aClientWithoutIdIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceAuthenticator.builder(" ", URI.create(DEVICE), URI.create(TOKEN)))
        .withMessageContaining("clientId");
  }

  @Test
  void anAddressThatIsNoneIsRefusedWhenTheAuthenticatorIsMade() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DeviceAuthenticator.builder("tool", URI.create("/device"), URI.create(TOKEN))
                    .build())
        .withMessageContaining("device_authorization_endpoint");
  }

  @Test
  void whatItThrowsIsOneOfOurs() {
    scene.transport.json(200, DeviceScene.code(600).replace("600", "\"soon\""));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> scripted().build().authenticate());
  }

  private DeviceAuthenticator.Builder scripted() {
    return DeviceAuthenticator.builder("tool", URI.create(DEVICE), URI.create(TOKEN))
        .transport(scene.transport)
        .platform(scene.time.platform())
        .prompt(scene.prompt);
  }

  private DeviceAuthenticator.Builder at(FaultServer server, ApacheHttpTransport door) {
    return DeviceAuthenticator.builder("tool", server.uri("/device"), server.uri("/token"))
        .transport(door)
        .platform(scene.time.platform())
        .prompt(scene.prompt);
  }

  private static Reply code() {
    return Reply.json(DeviceScene.code(600));
  }

  private static Reply tokens() {
    return Reply.json(DeviceScene.tokens());
  }

  private static Decision heard(List<String> heard, OAuthErrorException e, Decision decision) {
    heard.add(e.error());
    return decision;
  }
}
