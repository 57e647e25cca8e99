package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.CredentialStore;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.internal.cookie.BrowserCookies;
import io.crossauth.yandex.login.AccountInfo;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is secret does not show, and is not written anywhere by accident. */
class SecretsTest {

  private static final String CANARY = "canary-7f3a";
  private static final Secret SECRET = Secret.of(CANARY);
  private static final PassportCredentials WHOLE =
      new PassportCredentials(
          SECRET,
          Optional.of(SECRET),
          OptionalLong.of(42),
          Optional.of("alice"),
          Optional.of(SECRET));

  @Test
  @DisplayName("Y-78 a secret is stars in every text")
  void stars() {
    assertThat(SECRET).hasToString("***");
    assertThat("" + SECRET).isEqualTo("***");
    assertThat(String.format("%s|%5s|%-5s|%.1s", SECRET, SECRET, SECRET, SECRET))
        .doesNotContain("can");
    assertThat(WHOLE.toString())
        .isEqualTo(
            "PassportCredentials[uid=42, displayLogin=alice, xToken=***, musicToken=***,"
                + " refreshToken=***]");
    assertThat(new OAuthTokens(SECRET, SECRET, Duration.ofHours(1)).toString())
        .doesNotContain(CANARY);
    assertThat(BrowserCookies.of("Session_id=" + CANARY).toString()).doesNotContain(CANARY);
    try (Passport passport = new Passport();
        YandexPassportClient client = passport.client()) {
      QrSession qr = client.startQrLogin();
      assertThat(qr.toString())
          .contains("trackId=" + qr.trackId(), "csrfToken=***", "authState=***")
          .doesNotContain(qr.csrfToken().reveal());
    }
  }

  @Test
  @DisplayName("Y-78 a store says whether it holds something, and no more")
  void stores() {
    CredentialStore store = CredentialStore.inMemory();
    assertThat(store.toString()).contains("empty");

    store.save(WHOLE);

    assertThat(store.toString()).contains("loaded").doesNotContain(CANARY);
    assertThat(store.load()).contains(WHOLE);
    store.clear();
    store.clear();
    assertThat(store.load()).isEmpty();
  }

  @Test
  @DisplayName("Y-79 secrets are equal to the same secret, and to nothing else")
  void equality() {
    assertThat(SECRET).isEqualTo(Secret.of(CANARY)).hasSameHashCodeAs(Secret.of(CANARY));
    assertThat(SECRET).isNotEqualTo(Secret.of("another"));
    assertThat(SECRET.equals((Object) CANARY)).isFalse();
    assertThat(Map.of(SECRET, 1)).containsEntry(Secret.of(CANARY), 1);
    assertThat(WHOLE)
        .isEqualTo(WHOLE.withMusicToken(Secret.of(CANARY)))
        .isNotEqualTo(WHOLE.withMusicToken(Secret.of("another")));
  }

  @Test
  @DisplayName("Y-80 neither secrets nor credentials can be serialized")
  void serialization() throws Exception {
    for (Object object : new Object[] {SECRET, WHOLE, BrowserCookies.of("a=b")}) {
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        assertThatThrownBy(() -> out.writeObject(object))
            .isInstanceOf(NotSerializableException.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://u:p@h:99/p?q#f,https://h:99/p",
    "https://ya.ru/a/b?track_id=secret,https://ya.ru/a/b",
    "https://ya.ru,https://ya.ru"
  })
  @DisplayName("Y-81 a failure keeps scheme, host, port and path of where it happened")
  void endpoints(String address, String kept) {
    InvalidCredentialsException failure =
        new InvalidCredentialsException("expected this, found that", URI.create(address), 401);

    assertThat(failure.endpoint()).contains(kept);
    assertThat(failure).hasMessage("expected this, found that (HTTP 401) at " + kept);
    assertThat(failure.status()).hasValue(401);
  }

  @Test
  @DisplayName("Y-78 account data is no secret")
  void accounts() {
    assertThat(
            new AccountInfo(1, Optional.of("alice"), Optional.empty(), Optional.empty()).toString())
        .contains("alice");
  }
}
