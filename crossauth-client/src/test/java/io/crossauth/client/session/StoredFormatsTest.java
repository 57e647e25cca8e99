package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What releases have stored: the files stay, and every later release reads them. */
@DisplayName("W-15: a stored session")
class StoredFormatsTest {

  private static final String SESSION = "alice's";
  private static final SealingKey KEY =
      SealingKey.of(Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
  private static final StoredTokens TOKENS =
      new StoredTokens(
          7,
          Secret.of("access-1"),
          Optional.of(Secret.of("refresh-1")),
          Optional.of(Secret.of("id-token")),
          Optional.of("alice"),
          Optional.of(Instant.parse("2026-01-01T00:05:00.123Z")),
          Optional.of(Instant.parse("2026-01-01T00:04:50Z")),
          Set.of("openid", "email"),
          Optional.of(
              new LoginReference(
                  "https://id.example",
                  Optional.of("alice"),
                  Optional.of("sid-1"),
                  Instant.parse("2026-01-01T00:00:00Z"))),
          AuthorizationDetails.none());

  @Test
  void of_release_0_1_is_read() throws IOException {
    assertThat(StoredTokens.open(file("session-format-1.txt"), KEY, SESSION)).isEqualTo(TOKENS);
  }

  @Test
  @DisplayName("F-09: with a key is read, with the type of its token")
  void with_a_key_is_read() throws IOException {
    StoredTokens tokens = StoredTokens.open(file("session-format-2.txt"), KEY, SESSION);

    assertThat(tokens.proofKey()).contains(Secret.of("{\"jkt\":\"a-thumbprint\"}"));
    assertThat(tokens.tokenType()).isEqualTo("DPoP");
    assertThat(tokens).isEqualTo(withKey(tokens.tokenType()));
  }

  @Test
  @DisplayName("F-09: with a key is written as it was, and is none of format 1")
  void with_a_key_is_written_as_it_was() throws IOException {
    String[] then = file("session-format-2.txt").split("\\.", -1);
    String[] now = withKey("DPoP").seal(KEY, SESSION).split("\\.", -1);

    assertThat(now).hasSameSizeAs(then).startsWith("2", KEY.name());
    assertThat(now[2]).hasSameSizeAs(then[2]);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> StoredTokens.open("1." + now[1] + "." + now[2], KEY, SESSION))
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.unreadable"));
  }

  private static StoredTokens withKey(String type) {
    return new StoredTokens(
        TOKENS.version(),
        TOKENS.accessToken(),
        TOKENS.refreshToken(),
        TOKENS.idToken(),
        TOKENS.subject(),
        TOKENS.expiresAt(),
        TOKENS.renewAt(),
        TOKENS.scopes(),
        TOKENS.login(),
        TOKENS.authorizationDetails(),
        type,
        Optional.of(Secret.of("{\"jkt\":\"a-thumbprint\"}")));
  }

  @Test
  void with_members_that_a_later_release_has_added_is_read() throws IOException {
    assertThat(StoredTokens.open(file("session-format-1-with-more.txt"), KEY, SESSION).version())
        .isEqualTo(7);
  }

  @Test
  void is_written_as_it_was() throws IOException {
    String[] then = file("session-format-1.txt").split("\\.", -1);
    String[] now = TOKENS.seal(KEY, SESSION).split("\\.", -1);
    assertThat(now).hasSameSizeAs(then);
    assertThat(now[0]).isEqualTo(then[0]);
    assertThat(now[1]).isEqualTo(then[1]).isEqualTo(KEY.name());
    assertThat(now[2]).hasSameSizeAs(then[2]);
  }

  @Test
  @DisplayName(
      "case C21 says with which key it was sealed; one that is not there is a wrong setting")
  void says_with_which_key_it_was_sealed() throws IOException {
    String sealed = file("session-format-1.txt");
    SealingKey other = SealingKey.ephemeral();

    // A new key opens before it seals: nodes get it one after the other.
    assertThat(StoredTokens.open(sealed, other, List.of(SealingKey.ephemeral(), KEY), SESSION))
        .isEqualTo(TOKENS);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> StoredTokens.open(sealed, other, SESSION))
        .withMessageContaining(other.name())
        .withMessageContaining(KEY.name())
        .withMessageContaining("earlier keys")
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.unknown_key"))
        .satisfies(e -> assertThat(e.retryable()).isFalse())
        .satisfies(e -> assertThat(e.needsLogin()).isFalse());
  }

  @Test
  @DisplayName("case C21 a session that was changed under a known key needs a new login")
  void damaged_under_a_known_key() throws IOException {
    String sealed = file("session-format-1.txt");
    for (String damaged :
        List.of(
            sealed.substring(0, sealed.length() - 4) + "AAAA",
            sealed.substring(0, 20),
            sealed.replace(KEY.name(), "no\nname"),
            sealed.replace(KEY.name(), KEY.name() + "A"),
            sealed.replace('.', ','),
            "")) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> StoredTokens.open(damaged, KEY, SESSION))
          .satisfies(e -> assertThat(e.code()).isEqualTo("store.unreadable"))
          .satisfies(e -> assertThat(e.retryable()).isFalse())
          .satisfies(e -> assertThat(e.needsLogin()).isTrue());
    }
  }

  @Test
  @DisplayName("case C21 what a later version has sealed is whole, and needs no login")
  void of_a_later_format_needs_no_login() throws IOException {
    String sealed = "3" + file("session-format-1.txt").substring(1);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> StoredTokens.open(sealed, KEY, SESSION))
        .satisfies(e -> assertThat(e.needsLogin()).isFalse());
  }

  @ParameterizedTest(name = "of format {0} is refused, and not misread")
  @ValueSource(strings = {"2", "0", "", "1.1", "01"})
  void of_another_format_is_refused(String format) throws IOException {
    String sealed = format + file("session-format-1.txt").substring(1);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> StoredTokens.open(sealed, KEY, SESSION))
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.unreadable"))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }

  private static String file(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StoredFormatsTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
