package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.LogoutFlow;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A logout at the provider")
class RpInitiatedLogoutTest {

  private static final Secret ID_TOKEN = Secret.of("id-canary");
  private static final URI HOME = URI.create("https://app.example/bye?a=1");

  private final Scene scene = new Scene();
  private final LogoutFlow logout = scene.client().logout();

  @AfterEach
  void nobody_is_called() {
    scene.close();
  }

  @Test
  void says_who_logs_out_of_what_and_where_to_go_then() {
    LogoutFlow.LogoutRequest request = logout.start(ID_TOKEN, HOME);

    assertThat(request.uri().toString()).startsWith(Metadata.LOGOUT + "?");
    assertThat(Wire.query(request.uri()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id_token_hint",
                "id-canary",
                "client_id",
                "web",
                "post_logout_redirect_uri",
                "https://app.example/bye?a=1",
                "state",
                request.state().reveal()));
  }

  @Test
  void has_a_state_of_its_own_each_time() {
    Secret first = logout.start(ID_TOKEN, HOME).state();

    assertThat(first).isNotEqualTo(logout.start(ID_TOKEN, HOME).state());
    assertThat(first.reveal()).hasSizeGreaterThanOrEqualTo(43);
  }

  @Test
  void that_leads_nowhere_has_neither_address_nor_state() {
    assertThat(Wire.query(logout.start(ID_TOKEN).uri()))
        .containsOnlyKeys("id_token_hint", "client_id");
  }

  @Test
  void without_an_id_token_still_says_which_client_asks() {
    assertThat(Wire.query(logout.start().uri())).isEqualTo(Map.of("client_id", "web"));
  }

  @Test
  @DisplayName("B15: shows its ID token in no text form")
  void shows_its_id_token_in_no_text_form() {
    LogoutFlow.LogoutRequest request = logout.start(ID_TOKEN, HOME);

    assertThat(request)
        .hasToString("LogoutRequest[https://id.example.com/logout]")
        .asString()
        .doesNotContain("canary", request.state().reveal());
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "https://id.example.com/logout?p=x, https://id.example.com/logout?p=x&client_id=web",
    "https://id.example.com/logout?, https://id.example.com/logout?client_id=web"
  })
  void keeps_a_query_that_is_there_already(String endpoint, String expected) {
    LogoutFlow odd = client(Metadata.complete().with("end_session_endpoint", endpoint)).logout();

    assertThat(odd.start().uri()).hasToString(expected);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"http://id.example.com/logout", "http://127.0.0.1.example.com/logout"})
  void sends_no_id_token_in_the_clear(String endpoint) {
    LogoutFlow plain = client(Metadata.complete().with("end_session_endpoint", endpoint)).logout();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> plain.start(ID_TOKEN, HOME))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.end_session_endpoint"))
        .withMessageContaining("expected https")
        .withMessageNotContaining("canary");
  }

  @Test
  void may_be_plain_http_at_a_server_of_this_machine() {
    LogoutFlow here =
        client(Metadata.complete().with("end_session_endpoint", "http://localhost:8080/logout"))
            .logout();

    assertThat(here.start(ID_TOKEN, HOME).uri()).hasHost("localhost");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"/bye", "https://app.example/bye#x"})
  void leads_to_no_address_that_cannot_be_registered(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logout.start(ID_TOKEN, URI.create(uri)))
        .withMessageContaining("postLogoutRedirectUri");
  }

  @Test
  void of_a_provider_that_has_none_is_refused() {
    OAuthClient plain = client(OpenIdConfiguration.builder().issuer(Metadata.ISSUER).build());

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> plain.logout().start(ID_TOKEN, HOME))
        .withMessageContaining("end_session_endpoint");
  }

  @Nested
  @DisplayName("S-20: comes back with its state:")
  class Return {

    private final LogoutFlow.LogoutRequest request = logout.start(ID_TOKEN, HOME);

    @Test
    void its_own_is_good() {
      logout.finish(Form.of("state", request.state().reveal()), request.state());
    }

    @Test
    void the_state_of_another_logout_is_refused() {
      refused(Form.of("state", logout.start(ID_TOKEN, HOME).state().reveal()));
    }

    @Test
    void none_is_refused() {
      refused(Form.empty());
      refused(Form.of("state", ""));
    }

    @Test
    void two_are_refused() {
      String state = request.state().reveal();
      refused(Form.of("state", state).plus("state", state));
    }

    private void refused(Form callback) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> logout.finish(callback, request.state()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.state_mismatch"))
          .withMessageNotContaining(request.state().reveal());
    }
  }

  private OAuthClient client(OpenIdConfiguration metadata) {
    return OAuthClient.builder(metadata)
        .clientId("web")
        .transport(scene.transport)
        .platform(scene.time.platform())
        .build();
  }
}
