package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.DeviceAuthenticator;
import io.crossauth.client.device.DeviceErrorHandler.Decision;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceAuthenticatorTest {

  private final DeviceScene scene = new DeviceScene();

  @Nested
  class AtAProvider {

    @Test
    void givesCheckedTokensToItsUser() {
      try (InProcessProvider provider = InProcessProvider.start();
          DeviceAuthenticator authenticator =
              DeviceAuthenticator.builder(
                      TestClients.DEVICE,
                      provider.uri(Endpoint.DEVICE_AUTHORIZATION),
                      provider.uri(Endpoint.TOKEN))
                  .scopes("openid")
                  .idTokens(provider.issuer().toString(), provider.uri(Endpoint.JWKS))
                  .prompt(code -> provider.approveDevice(code.userCode(), TestUsers.ALICE))
                  .platform(scene.time.platform().withClock(java.time.Clock.systemUTC()))
                  .build()) {

        OAuthTokenResponse tokens = authenticator.authenticate();

        assertThat(tokens.idToken())
            .map(VerifiedToken::issuer)
            .contains(provider.issuer().toString());
      }
    }
  }

  @Nested
  class Presets {

    @Test
    void gitHubTakesASpaceBetweenScopesAndSaysACommaItself() {
      scene.transport.json(200, DeviceScene.code(900)).json(200, DeviceScene.pending());
      scene.transport.json(200, DeviceScene.tokens().replace("repo gist", "repo,gist"));

      OAuthTokenResponse tokens =
          ready(DeviceAuthenticator.gitHub("Iv1.1").scopes("repo", "gist")).authenticate();

      assertThat(addresses())
          .containsExactly(
              "https://github.com/login/device/code",
              "https://github.com/login/oauth/access_token",
              "https://github.com/login/oauth/access_token");
      assertThat(Wire.form(scene.transport, 0))
          .containsEntry("scope", "repo gist")
          .containsEntry("client_id", "Iv1.1")
          .doesNotContainKey("client_secret");
      assertThat(scene.transport.calls().get(0).headers().first("Accept"))
          .contains("application/json");
      assertThat(tokens.scopes()).containsExactly("repo", "gist");
    }

    @Test
    void gitHubsSlowDownNamesTheNewInterval() {
      scene.transport.json(200, DeviceScene.code(900, "\"interval\":5"));
      scene.transport.json(200, "{\"error\":\"slow_down\",\"interval\":10}");
      scene.transport.json(200, DeviceScene.pending()).json(200, DeviceScene.tokens());

      ready(DeviceAuthenticator.gitHub("Iv1.1")).authenticate();

      assertThat(scene.waits()).containsExactly(5L, 10L, 10L);
    }

    @Test
    void googleSaysVerificationUrlAnd428AndWantsTheSecretWithThePoll() {
      scene.transport.json(
          200, DeviceScene.code(1800).replace("verification_uri", "verification_url"));
      scene.transport.json(428, DeviceScene.pending()).json(200, DeviceScene.tokens());

      ready(DeviceAuthenticator.google("x.apps.example", Secret.of("s3")).scopes("email"))
          .authenticate();

      assertThat(addresses())
          .startsWith(
              "https://oauth2.googleapis.com/device/code", "https://oauth2.googleapis.com/token");
      assertThat(Wire.form(scene.transport, 0))
          .containsOnlyKeys("scope", "client_id")
          .containsEntry("scope", "email");
      assertThat(Wire.form(scene.transport, 1)).containsEntry("client_secret", "s3");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "organizations",
          "contoso.onmicrosoft.com",
          "72f988bf-86f1-41af-91ab-2d7cd011db47"
        })
    void entraHasItsAddressesBelowTheTenant(String tenant) {
      scene.transport.json(200, DeviceScene.code(900)).json(200, DeviceScene.tokens());

      ready(DeviceAuthenticator.microsoftEntra(tenant, "tool").scopes("User.Read")).authenticate();

      assertThat(addresses())
          .containsExactly(
              "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/devicecode",
              "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a?b", "{tenantid}", "a b"})
    void aTenantIsAName(String tenant) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DeviceAuthenticator.microsoftEntra(tenant, "tool"))
          .withMessageContaining("tenant");
    }
  }

  @Nested
  class Handlers {

    @ParameterizedTest(name = "{0} that a handler lets go on waits {1} s and asks again")
    @CsvSource({"authorization_pending, 5", "slow_down, 10", "something_else, 5"})
    void mayGoOn(String error, long wait) {
      scene.transport.json(200, DeviceScene.code(600)).json(400, DeviceScene.error(error));
      scene.transport.json(200, DeviceScene.tokens());
      List<String> heard = new ArrayList<>();

      ready(
              any()
                  .onError(
                      error,
                      e -> {
                        heard.add(e.error());
                        return Decision.CONTINUE;
                      }))
          .authenticate();

      assertThat(heard).containsExactly(error);
      assertThat(scene.waits()).containsExactly(5L, wait);
    }

    @ParameterizedTest(name = "{0} with HTTP {1} that a handler stops at is thrown")
    @CsvSource({
      "authorization_pending, 400",
      "slow_down, 429",
      "too_many_requests, 429",
      "access_denied, 400"
    })
    void mayStop(String error, int status) {
      scene.transport.json(200, DeviceScene.code(600)).json(status, DeviceScene.error(error));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> ready(any().onError(error, e -> Decision.STOP)).authenticate())
          .satisfies(e -> assertThat(e.error()).isEqualTo(error));
      assertThat(scene.transport.calls()).hasSize(2);
    }

    @Test
    void theLastOneForAnErrorStands() {
      scene.transport.json(200, DeviceScene.code(600)).json(400, DeviceScene.error("odd"));
      scene.transport.json(200, DeviceScene.tokens());

      ready(any().onError("odd", e -> Decision.STOP).onError("odd", e -> Decision.CONTINUE))
          .authenticate();

      assertThat(scene.transport.calls()).hasSize(3);
    }

    @Test
    void mayThrow() {
      scene.transport.json(200, DeviceScene.code(600)).json(400, DeviceScene.error("odd"));

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  ready(
                          any()
                              .onError(
                                  "odd",
                                  e -> {
                                    throw new IllegalStateException("enough");
                                  }))
                      .authenticate())
          .withMessage("enough");
    }

    @Test
    void retryAfterIsObeyedWhenOneGoesOn() {
      scene.transport.json(200, DeviceScene.code(600));
      scene.transport.then(
          call ->
              new HttpReply(
                  400,
                  Headers.of("Content-Type", "application/json").with("Retry-After", "33"),
                  DeviceScene.error("odd").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      scene.transport.json(200, DeviceScene.tokens());

      ready(any().onError("odd", e -> Decision.CONTINUE)).authenticate();

      assertThat(scene.waits()).containsExactly(5L, 33L);
    }
  }

  @Nested
  class Prompts {

    @Test
    void pingAndPollShowNothing() {
      scene.transport.json(200, DeviceScene.code(600)).json(200, DeviceScene.tokens());
      DeviceAuthenticator authenticator = ready(any());

      OAuthTokenResponse tokens = authenticator.poll(authenticator.ping());

      assertThat(tokens.accessToken().reveal()).isEqualTo(DeviceScene.ACCESS_TOKEN);
      assertThat(scene.prompt.seen).isEmpty();
    }

    @Test
    void pollWithoutAThreadShowsNothingEither() {
      scene.transport.json(200, DeviceScene.code(600)).json(200, DeviceScene.tokens());
      DeviceAuthenticator authenticator = ready(any());

      CompletableFuture<OAuthTokenResponse> login = authenticator.pollAsync(authenticator.ping());
      scene.time.advance(Duration.ofSeconds(5));

      assertThat(login).isCompleted();
      assertThat(scene.prompt.seen).isEmpty();
    }

    @Test
    void authenticateTellsThemAllThatHappens() {
      scene.transport.json(200, DeviceScene.code(600)).json(200, DeviceScene.tokens());

      ready(any()).authenticate();

      assertThat(scene.prompt.seen)
          .containsExactly(
              "show WDJB-MJHT at https://id.example.com/device",
              "left 600",
              "finished",
              "succeeded");
    }

    @Test
    void authenticateWithoutAThreadToo() {
      scene.transport.json(200, DeviceScene.code(600)).json(200, DeviceScene.tokens());

      CompletableFuture<OAuthTokenResponse> login = ready(any()).authenticateAsync();
      scene.time.advance(Duration.ofSeconds(5));

      assertThat(login).isCompleted();
      assertThat(scene.prompt.seen).endsWith("finished", "succeeded");
    }
  }

  private List<String> addresses() {
    return scene.transport.calls().stream().map(call -> call.uri().toString()).toList();
  }

  private DeviceAuthenticator.Builder any() {
    return DeviceAuthenticator.builder(
        "tool",
        URI.create("https://id.example.com/device"),
        URI.create("https://id.example.com/token"));
  }

  private DeviceAuthenticator ready(DeviceAuthenticator.Builder builder) {
    return builder
        .transport(scene.transport)
        .platform(scene.time.platform())
        .prompt(scene.prompt)
        .build();
  }
}
