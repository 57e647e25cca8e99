package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.standin.KnownProvider;
import io.crossauth.testkit.standin.ProviderStandIn;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A program and a stand-in of its provider, from the login to the end of the session. */
final class ProviderScene {

  private static final Set<KnownProvider> OAUTH_ONLY =
      EnumSet.of(
          KnownProvider.GITHUB,
          KnownProvider.SLACK_APP,
          KnownProvider.FACEBOOK,
          KnownProvider.DISCORD);

  private static final Map<KnownProvider, String> API =
      Map.of(
          KnownProvider.AUTH0,
          "https://orders.example.com",
          KnownProvider.OKTA,
          "api://default",
          KnownProvider.ENTRA,
          "11111111-aaaa-bbbb-cccc-555555555555",
          KnownProvider.ENTRA_ORGANIZATIONS,
          "11111111-aaaa-bbbb-cccc-555555555555",
          KnownProvider.ENTRA_V1,
          "api://orders",
          KnownProvider.AZURE_B2C,
          "22222222-aaaa-bbbb-cccc-555555555555",
          KnownProvider.ENTRA_EXTERNAL_ID,
          "22222222-aaaa-bbbb-cccc-555555555555",
          KnownProvider.ZITADEL,
          "project",
          KnownProvider.ADFS,
          "microsoft:identityserver:orders");

  private ProviderScene() {}

  static HttpTransport transport(ProviderStandIn standIn) {
    return call -> {
      Reply reply =
          standIn.answer(
              call.uri(),
              call.body().map(body -> new String(body, StandardCharsets.UTF_8)).orElse(""));
      return new HttpReply(
          reply.status(), Headers.of("Content-Type", "application/json"), reply.body());
    };
  }

  /** A test for each client of a page. */
  static Stream<DynamicTest> logins(Map<KnownProvider, Supplier<OAuthClientBuilder>> clients) {
    return clients.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey() + " logs a user in, and says when the session is over",
                    () -> login(each.getKey(), each.getValue().get())));
  }

  /** A test for each API of a page. */
  static Stream<DynamicTest> apis(Map<KnownProvider, Supplier<OAuthTokenConsumerBuilder>> apis) {
    return apis.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey() + " gives a token that its API accepts, and no other does",
                    () -> api(each.getKey(), each.getValue())));
  }

  private static void login(KnownProvider provider, OAuthClientBuilder builder) {
    FakeTime time = FakeTime.create();
    ProviderStandIn standIn = ProviderStandIn.of(provider, time);
    Platform platform = new Platform(time, time, Scheduler.system(), RandomSource.system());
    try (OAuthClient client = builder.transport(transport(standIn)).platform(platform).build()) {
      OAuthTokenResponse tokens = tokens(provider, standIn, client);
      if (OAUTH_ONLY.contains(provider)) {
        assertThat(tokens.idToken()).isEmpty();
      } else {
        assertThat(tokens.idToken().orElseThrow().requireSubject()).isEqualTo("alice");
      }
      boolean pkce = provider != KnownProvider.LINKEDIN;
      assertThat(standIn.requests().get(0).containsKey("code_challenge")).isEqualTo(pkce);
      assertThat(standIn.requests().get(1).containsKey("code_verifier")).isEqualTo(pkce);
      if (tokens.refreshToken().isPresent() && tokens.expiresIn().isPresent()) {
        ends(provider, standIn, client, tokens, time);
      }
    }
  }

  private static OAuthTokenResponse tokens(
      KnownProvider provider, ProviderStandIn standIn, OAuthClient client) {
    AuthorizationRequest request =
        OAUTH_ONLY.contains(provider)
            ? client.startAuthorizationCodeFlow("email")
            : client.startAuthorizationCodeFlow("openid", "email");
    URI callback = standIn.login(request.uri());
    return client.redirectEndpoint(AuthorizationResponse.of(callback), request.pending());
  }

  private static void ends(
      KnownProvider provider,
      ProviderStandIn standIn,
      OAuthClient client,
      OAuthTokenResponse tokens,
      FakeTime time) {
    TokenManager sessions = client.tokenManager(TokenStore.inMemory());
    sessions.signedIn("alice's", tokens);
    standIn.endSessions();
    time.advance(Duration.ofHours(9));
    int asked = provider == KnownProvider.LINKEDIN ? 3 : 1;
    for (int i = 1; i <= asked; i++) {
      CrossauthException failure =
          catchThrowableOfType(CrossauthException.class, () -> sessions.accessToken("alice's"));
      assertThat(failure.needsLogin()).as(failure.toString()).isEqualTo(i == asked);
      time.advance(Duration.ofMinutes(3));
    }
  }

  private static void api(KnownProvider provider, Supplier<OAuthTokenConsumerBuilder> api) {
    FakeTime time = FakeTime.create();
    ProviderStandIn standIn = ProviderStandIn.of(provider, time);
    String audience = API.getOrDefault(provider, "orders");
    try (OAuthTokenConsumer consumer =
        api.get().transport(transport(standIn)).platform(time.platform()).build()) {
      assertThat(consumer.verify(standIn.apiToken(audience), TokenType.ACCESS).subject())
          .contains("alice");
      if (provider != KnownProvider.DEX) {
        assertThat(
                catchThrowableOfType(
                    TokenRejectedException.class,
                    () -> consumer.verify(standIn.idToken(), TokenType.ACCESS)))
            .isNotNull();
      }
    }
  }

  /** A client of a described provider, for its settings. */
  static Secret secret() {
    return Secret.of("secret-of-the-client-0123456789");
  }
}
