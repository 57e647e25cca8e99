package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Device login for one's own application. */
class OwnApplicationTest {

  private static final String CODE = "oauth.yandex.ru/device/code";
  private static final String TOKEN = "oauth.yandex.ru/token";
  private static final Secret SECRET = Secret.of("test-app-secret");

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();

  @AfterEach
  void close() {
    passport.close();
  }

  private OAuthDeviceClient.Builder app() {
    return OAuthDeviceClient.builder("my-app", SECRET)
        .transport(passport.transport())
        .platform(passport.platform());
  }

  @Test
  @DisplayName("Y-77 the scope goes along, the secret only to the token endpoint, and no more")
  void theWholeLogin() {
    try (OAuthDeviceClient client = app().scope("login:info cloud_api:disk.read").build()) {
      OAuthTokens tokens = client.login(code -> fake.grant(code.userCode()));

      RecordedRequest start = fake.requests(CODE).get(0);
      assertThat(start.formParameter("client_id")).contains("my-app");
      assertThat(start.formParameter("scope")).contains("login:info cloud_api:disk.read");
      assertThat(start.bodyText()).doesNotContain("secret");
      RecordedRequest poll = fake.requests(TOKEN).get(0);
      assertThat(poll.formParameter("client_secret")).contains("test-app-secret");
      assertThat(tokens.expiresIn()).isEqualTo(Duration.ofDays(365));
      assertThat(fake.requests()).extracting(FakePassport::place).containsOnly(CODE, TOKEN);
    }
  }

  @Test
  @DisplayName("Y-77 the tokens come back as they were given")
  void untouched() {
    try (OAuthDeviceClient client = app().build()) {
      fake.faults()
          .at(TOKEN)
          .json("{\"access_token\":\"A-1\",\"refresh_token\":\"R-1\",\"expires_in\":3600}");

      OAuthTokens tokens = client.login(code -> {});

      assertThat(tokens)
          .isEqualTo(new OAuthTokens(Secret.of("A-1"), Secret.of("R-1"), Duration.ofHours(1)));
      assertThat(tokens.toString()).doesNotContain("A-1", "R-1");
      assertThat(fake.requests(CODE).get(0).form()).doesNotContainKey("scope");
    }
  }

  @Test
  @DisplayName("Y-77 each login without a name has a new one, and the configuration is obeyed")
  void newNames() {
    YandexConfig slow = YandexConfig.defaults().withMinRequestInterval(Duration.ofSeconds(7));
    try (OAuthDeviceClient client = app().config(slow).build()) {
      assertThat(client.start().userCode()).isNotEqualTo(client.start().userCode());

      assertThat(fake.requests(CODE))
          .extracting(request -> request.formParameter("device_id").orElseThrow())
          .hasSize(2)
          .doesNotHaveDuplicates();
      assertThat(passport.time().waits()).containsExactly(Duration.ofSeconds(7));
    }
  }

  @Test
  @DisplayName("Y-77 its refresh rotates too")
  void refresh() {
    try (OAuthDeviceClient client = app().build()) {
      Secret old = Secret.of(fake.refreshToken());

      assertThat(client.refresh(old).refreshToken()).isNotEqualTo(old);
      assertThatThrownBy(() -> client.refresh(old)).isInstanceOf(InvalidCredentialsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  @DisplayName("Y-77 an application without id, secret or scope is a mistake of the program")
  void mistakes(String blank) {
    assertThatThrownBy(() -> OAuthDeviceClient.builder(blank, SECRET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clientId");
    assertThatThrownBy(() -> app().scope(blank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scope");
    assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
