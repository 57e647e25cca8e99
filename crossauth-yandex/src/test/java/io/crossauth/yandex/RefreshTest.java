package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renewal by a refresh token, which is good once. */
class RefreshTest {

  private static final String TOKEN = "oauth.yandex.ru/token";
  private static final String MUSIC = "oauth.mobile.yandex.net/1/token";
  private static final String ACCOUNT =
      "mobileproxy.passport.yandex.net/1/bundle/account/short_info/";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();
  private final PassportCredentials before =
      new PassportCredentials(
          Secret.of(fake.xToken()),
          Optional.of(Secret.of(fake.musicToken())),
          OptionalLong.of(7),
          Optional.of("before"),
          Optional.of(Secret.of(fake.refreshToken())));

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  @Test
  @DisplayName("Y-75 a refresh gives a new pair of tokens, and a music token for them")
  void aNewPair() {
    PassportCredentials after = client.refreshCredentials(before);

    assertThat(after.xToken()).isNotEqualTo(before.xToken());
    assertThat(after.refreshToken()).isPresent().isNotEqualTo(before.refreshToken());
    assertThat(after.musicToken()).isPresent().isNotEqualTo(before.musicToken());
    RecordedRequest request = fake.requests(TOKEN).get(0);
    assertThat(request.form().keySet())
        .containsExactlyInAnyOrder("grant_type", "refresh_token", "client_id", "client_secret");
    assertThat(request.formParameter("grant_type")).contains("refresh_token");
    assertThat(request.formParameter("refresh_token"))
        .contains(before.refreshToken().orElseThrow().reveal());
  }

  @Test
  @DisplayName("Y-75 a refresh token that was used is refused")
  void onlyOnce() {
    client.refreshCredentials(before);

    assertThatThrownBy(() -> client.refreshCredentials(before))
        .isInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_client", "unsupported_grant_type", "something_new"})
  @DisplayName("Y-75 any other error is named, and says nothing about the refresh token")
  void otherErrors(String error) {
    fake.faults().at(TOKEN).oauthError(error);

    assertThatThrownBy(() -> client.refreshCredentials(before))
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining(error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"access_token\":\"a\"}",
        "{\"access_token\":null,\"refresh_token\":\"b\",\"expires_in\":1}",
        "{\"access_token\":\" \",\"refresh_token\":\"b\",\"expires_in\":1}"
      })
  @DisplayName("Y-75 an answer that is not whole is no renewal")
  void malformed(String answer) {
    fake.always(TOKEN, Reply.json(answer));

    assertThatThrownBy(() -> client.refreshCredentials(before))
        .isExactlyInstanceOf(YandexAuthFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"expires_in\":0", ",\"expires_in\":\"1\"", ",\"expires_in\":null"})
  @DisplayName("Y-75 a new refresh token is kept, although its answer has no good lifetime")
  void withoutLifetime(String member) {
    fake.always(
        TOKEN, Reply.json("{\"access_token\":\"a\",\"refresh_token\":\"b\"" + member + "}"));

    assertThat(client.refreshCredentials(before).refreshToken()).contains(Secret.of("b"));
  }

  @Test
  @DisplayName("Y-75 a server in trouble says nothing about the refresh token either")
  void inTrouble() {
    fake.faults().at(TOKEN).next(1).html(502);
    assertThatThrownBy(() -> client.refreshCredentials(before))
        .isInstanceOf(YandexNetworkException.class);

    fake.faults().at(TOKEN).next(1).rateLimited(Duration.ofSeconds(3));
    assertThatThrownBy(() -> client.refreshCredentials(before))
        .isInstanceOf(RateLimitedException.class);
    assertThat(client.refreshCredentials(before).refreshToken()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {MUSIC, ACCOUNT})
  @DisplayName("Y-75 whatever fails after it, the new refresh token reaches the caller")
  void neverLost(String place) {
    fake.faults().at(place).html(500);

    PassportCredentials after = client.refreshCredentials(before);

    assertThat(after.refreshToken()).isPresent().isNotEqualTo(before.refreshToken());
    assertThat(after.uid()).isEqualTo(before.uid());
    assertThat(after.displayLogin()).contains("before");
  }

  @Test
  @DisplayName("Y-75 nor is it lost when the program is interrupted; the interruption stays noted")
  void interrupted() {
    HttpTransport interrupting =
        call -> {
          if (call.uri().getPath().endsWith("/short_info/")) {
            throw new InterruptedCallException("a test", null);
          }
          return passport.transport().exchange(call);
        };
    try (YandexPassportClient other = client(interrupting)) {
      PassportCredentials after = other.refreshCredentials(before);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(after.refreshToken()).isPresent().isNotEqualTo(before.refreshToken());
      assertThat(after.musicToken()).isPresent().isNotEqualTo(before.musicToken());
    }
  }

  private YandexPassportClient client(HttpTransport transport) {
    return YandexPassportClient.builder()
        .transport(transport)
        .platform(passport.platform())
        .build();
  }

  @Test
  @DisplayName("Y-76 credentials without a refresh token are refused, and nothing is sent")
  void withoutOne() {
    PassportCredentials none = PassportCredentials.of(Secret.of("test-x-token"));

    assertThatThrownBy(() -> client.refreshCredentials(none))
        .isInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("refresh token");
    assertThat(fake.requests()).isEmpty();
  }
}
