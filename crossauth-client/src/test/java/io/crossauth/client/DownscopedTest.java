package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Less, or for longer:")
class DownscopedTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();
  private final AtomicReference<String> main = new AtomicReference<>("main-1");
  private final TokenSource source = new MainSource(main);
  private final TokenSource less = client.downscoped(source, "orders:read");

  private record MainSource(AtomicReference<String> token) implements TokenSource {

    @Override
    public Secret accessToken() {
      if (token.get().isEmpty()) {
        throw new LoginRequiredException("session: over", null);
      }
      return Secret.of(token.get());
    }

    @Override
    public Map<String, String> authorize(String method, URI uri) {
      throw new AssertionError("the token that allows more goes nowhere");
    }

    @Override
    public void rejected(Secret accessToken) {
      throw new AssertionError("nobody has refused the token that allows more");
    }
  }

  @AfterEach
  void all_answers_were_asked_for() {
    client.close();
    scene.close();
  }

  private void answer(String token, String scope) {
    scene.transport.json(
        200,
        """
        {"access_token":"%s","issued_token_type":"urn:ietf:params:oauth:token-type:access_token",
         "token_type":"Bearer","expires_in":300%s}\
        """
            .formatted(token, scope.isEmpty() ? "" : ",\"scope\":\"" + scope + "\""));
  }

  @Nested
  @DisplayName("a source of tokens that allow less")
  class Less {

    @Test
    void exchanges_what_the_other_source_gives_now() {
      answer("less-1", "orders:read");
      answer("less-2", "");

      assertThat(less.authorize("GET", URI.create("https://api.example/")))
          .containsEntry("Authorization", "Bearer less-1");
      assertThat(less.accessToken().reveal()).isEqualTo("less-1");
      main.set("main-2");
      assertThat(less.accessToken().reveal()).isEqualTo("less-2");

      assertThat(Wire.form(scene.transport, 0))
          .containsEntry("subject_token", "main-1")
          .containsEntry("scope", "orders:read");
      assertThat(Wire.form(scene.transport, 1)).containsEntry("subject_token", "main-2");
      assertThat(less.toString()).doesNotContain("less-1", "main");
    }

    @Test
    void ends_with_the_session_that_the_other_source_is_of() {
      answer("less-1", "orders:read");
      less.accessToken();
      main.set("");

      assertThatExceptionOfType(LoginRequiredException.class).isThrownBy(less::accessToken);
    }

    @Test
    void asks_anew_when_an_api_has_refused_a_token() {
      answer("less-1", "orders:read");
      answer("less-2", "orders:read");
      Secret first = less.accessToken();
      scene.time.advance(Duration.ofSeconds(3));

      less.rejected(first);
      less.answered(URI.create("https://api.example/"), Map.of());

      assertThat(less.accessToken().reveal()).isEqualTo("less-2");
    }

    @Test
    void gives_out_none_that_allows_more() {
      answer("less-1", "orders:read orders:write profile");

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(less::accessToken)
          .withMessageContaining("expected at most [orders:read]")
          .withMessageContaining("found also [orders:write, profile]")
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.more_scopes"))
          .satisfies(e -> assertThat(e.toString()).doesNotContain("less-1"));
    }

    @Test
    void shares_nothing_with_a_source_that_was_given_more() {
      answer("more-1", "orders:read orders:write");
      answer("less-1", "orders:read");
      TokenExchange plain = TokenExchange.ofAccessToken(Secret.of("main-1"));
      assertThat(client.tokenSource(plain, "orders:read").accessToken().reveal())
          .isEqualTo("more-1");

      assertThat(less.accessToken().reveal()).isEqualTo("less-1");
    }

    @Test
    void needs_a_server_that_can_exchange() {
      OpenIdConfiguration without =
          OpenIdConfiguration.builder()
              .issuer(Metadata.ISSUER)
              .tokenEndpoint(Metadata.TOKEN)
              .with(MetadataField.GRANT_TYPES_SUPPORTED, List.of("client_credentials"))
              .build();
      try (OAuthClient other =
          OAuthClient.builder(without).clientId("web").transport(scene.transport).build()) {
        TokenSource none = other.downscoped(source, "orders:read");

        assertThatExceptionOfType(ConfigurationException.class)
            .isThrownBy(none::accessToken)
            .satisfies(e -> assertThat(e.code()).isEqualTo("config.no_token_exchange"));
      }
    }

    @Test
    void says_what_is_allowed() {
      assertThatIllegalArgumentException().isThrownBy(() -> client.downscoped(source));
    }
  }

  @Nested
  @DisplayName("a login with offline access (OpenID Connect Core section 11)")
  class Offline {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "'', consent",
      "login, login consent",
      "consent, consent",
      "select_account login, select_account login consent"
    })
    void asks_for_consent_beside_what_it_asks_for(String before, String after) {
      LoginOptions options = LoginOptions.scopes("openid");
      LoginOptions offline =
          (before.isEmpty() ? options : options.withPrompt(before.split(" "))).withOfflineAccess();

      Map<String, String> asked = Wire.query(client.startAuthorizationCodeFlow(offline).uri());

      assertThat(asked)
          .containsEntry("scope", "openid offline_access")
          .containsEntry("prompt", after);
    }

    @Test
    void is_nothing_for_a_login_that_may_ask_nobody() {
      assertThatIllegalStateException()
          .isThrownBy(() -> LoginOptions.scopes("openid").withPrompt("none").withOfflineAccess());
    }

    @Test
    void is_asked_for_once() {
      LoginOptions offline =
          LoginOptions.scopes("openid", "offline_access").withOfflineAccess().withOfflineAccess();

      assertThat(Wire.query(client.startAuthorizationCodeFlow(offline).uri()))
          .containsEntry("scope", "openid offline_access")
          .containsEntry("prompt", "consent");
    }
  }
}
