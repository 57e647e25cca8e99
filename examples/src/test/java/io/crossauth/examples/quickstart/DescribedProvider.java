package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.DeviceAuthenticator;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.provider.Provider;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.time.Duration;

/** A provider that a program has described: its client and its device login do as it says. */
final class DescribedProvider {

  private static final String METADATA =
      """
      {"issuer":"https://id.example.org","token_endpoint":"https://id.example.org/token",
       "device_authorization_endpoint":"https://id.example.org/device",
       "userinfo_endpoint":"https://id.example.org/me","jwks_uri":"https://id.example.org/keys"}\
      """;

  private DescribedProvider() {}

  static void check(Provider provider) {
    FakeTime time = FakeTime.create();
    ScriptedTransport server = new ScriptedTransport();
    server
        .json(200, METADATA)
        .json(200, "{\"access_token\":\"at-1\",\"expires_in\":300,\"refresh_token\":\"rt-1\"}")
        .json(200, "{\"id\":7}")
        .json(400, "{\"error\":\"session_gone\"}");
    try (OAuthClient client =
        provider
            .client()
            .clientId("web")
            .clientSecret(ProviderScene.secret())
            .transport(server)
            .platform(new Platform(time, time, Scheduler.system(), RandomSource.system()))
            .build()) {
      var tokens = client.clientCredentialsFlow("a", "b");
      assertThat(server.body(1)).contains("scope=a%2Cb", "client_secret=");
      assertThat(client.userInfoEndpoint(tokens).subject()).isEqualTo("7");
      TokenManager sessions = client.tokenManager(TokenStore.inMemory());
      sessions.signedIn("s", tokens);
      time.advance(Duration.ofMinutes(5));
      assertThat(
              catchThrowableOfType(LoginRequiredException.class, () -> sessions.accessToken("s")))
          .hasMessageContaining("session_gone");
    }
    server.close();
    device(provider, time);
  }

  private static void device(Provider provider, FakeTime time) {
    ScriptedTransport server = new ScriptedTransport();
    server
        .json(200, METADATA)
        .json(
            200,
            """
            {"device_code":"dc","user_code":"AB","verification_uri":"https://id.example.org/d",
             "expires_in":60}\
            """)
        .json(200, "{\"access_token\":\"at-2\"}");
    try (DeviceAuthenticator device =
        provider
            .deviceAuthenticator("tool")
            .scopes("a", "b")
            .transport(server)
            .platform(time.platform())
            .prompt(code -> {})
            .build()) {
      assertThat(device.authenticate().accessToken().reveal()).isEqualTo("at-2");
      assertThat(server.body(1)).contains("scope=a%2Cb");
    }
    server.close();
  }
}
