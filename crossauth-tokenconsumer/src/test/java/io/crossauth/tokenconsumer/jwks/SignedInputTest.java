package io.crossauth.tokenconsumer.jwks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedInputTest {

  private static final byte[] INPUT = "what was signed, ".repeat(100).getBytes(US_ASCII);

  static Stream<TestKey> keys() {
    return Stream.of(
        TestKeys.rsa(),
        TestKeys.p256(),
        TestKeys.ed25519(),
        TestKeys.hmac("s".repeat(64).getBytes(US_ASCII)));
  }

  private static VerificationKey open(TestKey key) {
    return KeySet.ofJwks(
            key.algorithm().startsWith("HS") ? key.privateJwkJson() : TestKeys.jwks(key))
        .candidates(KeyRequest.of(key.kid(), key.algorithm()))
        .get(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  @DisplayName("a signature is over the first bytes of an array, as many as are named")
  void same(TestKey key) {
    byte[] signature = key.sign(key.algorithm(), INPUT);
    VerificationKey open = open(key);

    assertThat(open.verify(key.algorithm(), INPUT, INPUT.length, signature)).isTrue();
    assertThat(open.verifyByJdk(key.algorithm(), INPUT, INPUT.length, signature)).isTrue();
    assertThat(open.verify(key.algorithm(), INPUT, INPUT.length - 1, signature)).isFalse();
    assertThat(open.verifyByJdk(key.algorithm(), INPUT, INPUT.length - 1, signature)).isFalse();
    byte[] longer = Arrays.copyOf(INPUT, INPUT.length + 100);
    assertThat(open.verify(key.algorithm(), longer, INPUT.length, signature)).isTrue();
    assertThat(open.verify(key.algorithm(), longer, longer.length, signature)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  @DisplayName("more bytes than there are, or less than none, are a mistake of the caller")
  void lengths(TestKey key) {
    byte[] signature = key.sign(key.algorithm(), INPUT);
    VerificationKey open = open(key);

    for (int length : new int[] {INPUT.length + 1, -1}) {
      assertThatThrownBy(() -> open.verify(key.algorithm(), INPUT, length, signature))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> open.verifyByJdk(key.algorithm(), INPUT, length, new byte[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
