package io.crossauth.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "127.0.0.1",
        "127.255.255.255",
        "127.1.2.3",
        "[::1]",
        "[0:0:0:0:0:0:0:1]"
      })
  void isThisMachine(String host) {
    assertThat(Loopback.is(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id.example.com",
        "localhost.example.com",
        "localhost.",
        "127.0.0.1.example.com",
        "127.1",
        "127.0.0.256",
        "127.0.0.01",
        "127.0.0.-1",
        "127.0.0.",
        "127.0.0.1.",
        "127..0.1",
        "127.0.0.1.1",
        "127.0.0.1000",
        "127.0.0.2147483648",
        "127.0.0.4294967297",
        "127.0.0.\u0661",
        "localho\u017ft",
        "0127.0.0.1",
        "128.0.0.1",
        "0.0.0.0",
        "2130706433",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::2]",
        "::1",
        ""
      })
  void isNot(String host) {
    assertThat(Loopback.is(host)).isFalse();
  }
}
