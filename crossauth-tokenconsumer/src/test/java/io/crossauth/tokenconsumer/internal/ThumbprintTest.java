package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThumbprintTest {

  @Test
  @DisplayName("RFC 7638 section 3.1: the key of the example has its thumbprint")
  void rsa() {
    assertThat(
            Thumbprint.ofJwk(
                Map.of(
                    "kty", "RSA",
                    "n",
                        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
                    "e", "AQAB",
                    "alg", "RS256",
                    "kid", "2011-04-29")))
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  }

  @Test
  @DisplayName("RFC 9449 section 6.1: so has the one there")
  void ec() {
    assertThat(
            Thumbprint.ofJwk(
                Map.of(
                    "kty", "EC",
                    "x", "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                    "y", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
                    "crv", "P-256")))
        .isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
  }

  @Test
  @DisplayName("RFC 8037 appendix A.3: so has an Ed25519 key")
  void okp() {
    assertThat(
            Thumbprint.ofJwk(
                Map.of(
                    "kty", "OKP",
                    "crv", "Ed25519",
                    "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")))
        .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }

  @Test
  @DisplayName("what is no public key has none")
  void none() {
    assertThatIllegalArgumentException().isThrownBy(() -> Thumbprint.ofJwk(Map.of("kty", "oct")));
    assertThatIllegalArgumentException().isThrownBy(() -> Thumbprint.ofJwk(Map.of("kty", "EC")));
  }
}
