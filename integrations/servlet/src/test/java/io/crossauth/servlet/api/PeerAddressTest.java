package io.crossauth.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7",
    "255.255.255.255, 255.255.255.255",
    "::1, 0:0:0:0:0:0:0:1",
    "[::1], 0:0:0:0:0:0:0:1",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
    "[fe80::1%2], fe80:0:0:0:0:0:0:1",
    "::ffff:10.0.0.7, 10.0.0.7"
  })
  void anAddressIsRead(String text, String address) {
    assertThat(PeerAddress.parse(text)).isNotNull();
    assertThat(PeerAddress.parse(text).getHostAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.07",
        "1",
        "_hidden",
        "unknown",
        "/run/app.sock",
        "10.0.0.7:80",
        "[10.0.0.7",
        "a.b:c",
        ":::",
        "abcd"
      })
  void whatIsNoneIsNoneAndNobodyIsAsked(String text) {
    assertThat(PeerAddress.parse(text)).isNull();
  }

  @Test
  void nothingIsNone() {
    assertThat(PeerAddress.parse(null)).isNull();
  }
}
