package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A logout that the browser brings")
class FrontChannelLogoutTest {

  private static final Form GOOD = Form.of("iss", Metadata.ISSUER).plus("sid", "session-1");

  private final Scene scene = new Scene();
  private final LogoutFlow logout = scene.client().logout();

  @AfterEach
  void nobody_is_called() {
    scene.close();
  }

  @Test
  void ends_the_session_that_it_names_and_no_other() {
    FrontChannelLogout ending = logout.frontChannel(GOOD);

    assertThat(ending.ends("session-1")).isTrue();
    assertThat(ending.ends("session-2")).isFalse();
    assertThat(ending.ends("")).isFalse();
    assertThat(ending.toString()).doesNotContain("session-1");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"iss", "sid"})
  void is_refused_without_its_parameters(String name) {
    refused(GOOD.without(name));
    refused(GOOD.with(name, ""));
    refused(GOOD.with(name, " "));
  }

  @Test
  void is_refused_when_it_says_nothing() {
    refused(Form.empty());
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"iss", "sid"})
  void is_refused_when_a_parameter_comes_twice(String name) {
    refused(GOOD.plus(name, GOOD.first(name).orElseThrow()));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {"https://id.example.com/", "https://evil.example", "https://ID.example.com"})
  void is_refused_when_another_provider_brings_it(String issuer) {
    refused(GOOD.with("iss", issuer));
  }

  @Test
  void is_not_for_a_provider_without_an_issuer() {
    OAuthClient plain =
        OAuthClient.builder(Metadata.withoutIssuer())
            .clientId("web")
            .transport(scene.transport)
            .build();

    assertThatIllegalStateException().isThrownBy(() -> plain.logout().frontChannel(GOOD));
  }

  private void refused(Form parameters) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> logout.frontChannel(parameters))
        .satisfies(e -> assertThat(e.rule()).isEqualTo("front_channel_logout"))
        .withMessageNotContaining("session-1");
  }
}
