package io.crossauth.client.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.platform.RandomSource;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The hash of a secret")
class SecretHashTest {

  private static final Secret SECRET = Secret.of("canary-secret");
  private static final String A_HASH = "A".repeat(43);

  @ParameterizedTest(name = "{0}, {2} iterations")
  @CsvSource({
    "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
    "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56",
  })
  @DisplayName("is PBKDF2 with HMAC-SHA-256 (RFC 7914 section 11)")
  void is_pbkdf2(String password, String salt, int iterations, String expected) {
    Secret encoded =
        Secret.of(
            "$pbkdf2-sha256$i="
                + iterations
                + "$"
                + base64(salt.getBytes(StandardCharsets.UTF_8))
                + "$"
                + base64(HexFormat.of().parseHex(expected)));

    assertThat(SecretHash.parse(encoded).matches(Secret.of(password))).isTrue();
    assertThat(SecretHash.parse(encoded).matches(Secret.of(password + "x"))).isFalse();
  }

  @Test
  void comes_back_from_its_text() {
    SecretHash hash = SecretHash.of(SECRET, 1_000, RandomSource.system());
    SecretHash read = SecretHash.parse(hash.encoded());

    assertThat(read.encoded()).isEqualTo(hash.encoded());
    assertThat(read.iterations()).isEqualTo(1_000);
    assertThat(read.matches(SECRET)).isTrue();
    assertThat(hash.encoded().reveal())
        .startsWith("$pbkdf2-sha256$i=1000$")
        .hasSize(22 + 22 + 1 + 43);
  }

  @Test
  void of_one_secret_differs_each_time() {
    SecretHash one = SecretHash.of(SECRET, 1_000, RandomSource.system());
    SecretHash other = SecretHash.of(SECRET, 1_000, RandomSource.system());

    assertThat(one.encoded()).isNotEqualTo(other.encoded());
    assertThat(other.matches(SECRET)).isTrue();
  }

  @Test
  void shows_its_parameters_alone() {
    assertThat(SecretHash.of(SECRET, 1_000, RandomSource.system()))
        .hasToString("SecretHash[pbkdf2-sha256, 1000 iterations]");
  }

  @Test
  void with_a_short_salt_is_weak_however_many_iterations() {
    SecretHash hash = SecretHash.parse(Secret.of("$pbkdf2-sha256$i=1000$c2FsdA$" + A_HASH));

    assertThat(hash.weakerThan(1_000)).isTrue();
    assertThat(SecretHash.of(SECRET, 1_000, RandomSource.system()).weakerThan(1_000)).isFalse();
    assertThat(SecretHash.of(SECRET, 1_000, RandomSource.system()).weakerThan(1_001)).isTrue();
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "",
        "canary-secret",
        "$pbkdf2-sha1$i=1000$c2FsdA$",
        "$pbkdf2-sha256$i=0$c2FsdA$",
        "$pbkdf2-sha256$i=-1$c2FsdA$",
        "$pbkdf2-sha256$i=999999999$c2FsdA$",
        "$pbkdf2-sha256$i=9999999999$c2FsdA$",
        "$pbkdf2-sha256$i=1000$$",
        "$pbkdf2-sha256$i=1000$c2Fs dA$",
      })
  void that_is_none_is_refused_and_not_repeated(String start) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretHash.parse(Secret.of(start + A_HASH)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary", "c2FsdA"));
  }

  @Test
  void of_another_form_is_refused_with_its_client() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RegisteredClient(
                    "id", ClientDetails.named("shop"), Optional.of(Secret.of("canary")), 1))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
