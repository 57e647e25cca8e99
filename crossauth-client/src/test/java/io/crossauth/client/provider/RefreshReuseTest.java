package io.crossauth.client.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.Given;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.TransportException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@DisplayName("A refresh token that was used, at a provider by its name:")
class RefreshReuseTest {

  private static final String TENANT = "11111111-2222-3333-4444-555555555555";

  private final FakeTime time = FakeTime.create();

  /** As their documentation says; of the others nothing is known. */
  static Stream<Arguments> providers() {
    return Stream.of(
        Arguments.of(Provider.okta("example.okta.com"), "https://example.okta.com", 15),
        Arguments.of(
            Provider.okta("example.okta.com", "default"),
            "https://example.okta.com/oauth2/default",
            15),
        Arguments.of(
            Provider.entra(TENANT), "https://login.microsoftonline.com/" + TENANT + "/v2.0", 15),
        Arguments.of(
            Provider.entraTenants(TENANT), "https://login.microsoftonline.com/{tenantid}/v2.0", 15),
        Arguments.of(Provider.entraV1(TENANT), "https://sts.windows.net/" + TENANT + "/", 15),
        Arguments.of(Provider.dex("https://dex.example.com"), "https://dex.example.com", 2),
        Arguments.of(Provider.auth0("example.auth0.com"), "https://example.auth0.com/", 2),
        Arguments.of(
            Provider.keycloak("https://id.example.com", "shop"),
            "https://id.example.com/realms/shop",
            2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("providers")
  void is_presented_as_often_as_it_is_taken(Provider provider, String issuer, int presented) {
    try (ScriptedTransport transport = new ScriptedTransport()) {
      transport.json(
          200, "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"https://id.example.com/t\"}");
      for (int i = 0; i < presented; i++) {
        transport.failure(
            new TransportException(
                TransportException.Kind.BROKEN,
                URI.create("https://id.example.com/t"),
                true,
                "reset",
                null));
      }
      OAuthClient client =
          provider
              .client()
              .clientId("web")
              .clientSecret(Secret.of("test-secret"))
              .transport(transport)
              .platform(Background.platform(time))
              .build();
      TokenManager sessions = client.tokenManager(TokenStore.inMemory());
      sessions.signedIn("one", Given.tokens(time, "at-1", "rt-1"));
      time.advance(Duration.ofMinutes(5));

      assertThat(catchThrowable(() -> sessions.accessToken("one")))
          .isInstanceOf(LoginRequiredException.class);
      assertThat(transport.calls()).hasSize(presented + 1);
    }
  }

  @Test
  void is_described_beside_all_other_quirks() {
    ProviderQuirks quirks =
        ProviderQuirks.none()
            .withRefreshReuse(Duration.ofSeconds(30))
            .withTokenResponse(members -> members)
            .withFinalRefusals(refusal -> true)
            .withCountedRefusals("x")
            .withAuthenticationMethods("client_secret_post");

    assertThat(quirks.refreshReuse()).contains(Duration.ofSeconds(30));
    assertThat(quirks.withRefreshReuse(Duration.ZERO).countedRefusals()).containsExactly("x");
    assertThat(ProviderQuirks.none().refreshReuse()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProviderQuirks.none().withRefreshReuse(Duration.ofSeconds(-1)));
  }
}
