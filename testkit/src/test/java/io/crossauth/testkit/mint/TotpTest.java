package io.crossauth.testkit.mint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  /** "12345678901234567890", the secret of RFC 6238 appendix B. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void givesTheCodesOfRfc6238AppendixB(long seconds, String code) {
    Instant at = Instant.ofEpochSecond(seconds);

    assertThat(Totp.code(Totp.decode(SECRET), at, 8)).isEqualTo(code);
    assertThat(Totp.code(SECRET, at)).isEqualTo(code.substring(2));
  }

  @Test
  void readsBase32() {
    assertThat(new String(Totp.decode(SECRET), StandardCharsets.US_ASCII))
        .isEqualTo("12345678901234567890");
    assertThatThrownBy(() -> Totp.decode("GEZ1")).isInstanceOf(IllegalArgumentException.class);
  }
}
