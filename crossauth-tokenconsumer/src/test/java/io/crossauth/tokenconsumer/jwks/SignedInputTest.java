package io.crossauth.tokenconsumer.jwks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  /** Hands out nothing, then a byte, then nothing again, until all is said. */
  private static InputStream slow(byte[] input) {
    return new ByteArrayInputStream(input) {
      private boolean pause;

      @Override
      public int read(byte[] to, int place, int length) {
        pause = !pause;
        return pause ? 0 : super.read(to, place, Math.min(1, length));
      }
    };
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("broken");
      }
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  @DisplayName("a signature over what is read is one over the same bytes")
  void same(TestKey key) {
    byte[] signature = key.sign(key.algorithm(), INPUT);
    VerificationKey open = open(key);

    assertThat(open.verify(key.algorithm(), INPUT, INPUT.length, signature)).isTrue();
    assertThat(open.verify(key.algorithm(), new ByteArrayInputStream(INPUT), signature)).isTrue();
    assertThat(open.verifyByJdk(key.algorithm(), new ByteArrayInputStream(INPUT), signature))
        .isTrue();
    assertThat(open.verifyByJdk(key.algorithm(), INPUT, INPUT.length, signature)).isTrue();
    assertThat(open.verify(key.algorithm(), INPUT, INPUT.length - 1, signature)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  @DisplayName("all of it counts, however slowly it comes")
  void slowly(TestKey key) {
    byte[] begin = "what".getBytes(US_ASCII);
    VerificationKey open = open(key);

    assertThat(open.verify(key.algorithm(), slow(INPUT), key.sign(key.algorithm(), INPUT)))
        .isTrue();
    assertThat(open.verify(key.algorithm(), slow(INPUT), key.sign(key.algorithm(), begin)))
        .isFalse();
    assertThat(open.verify(key.algorithm(), slow(INPUT), key.sign(key.algorithm(), new byte[0])))
        .isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  @DisplayName("what cannot be read is no bad signature")
  void unreadable(TestKey key) {
    byte[] signature = key.sign(key.algorithm(), INPUT);
    VerificationKey open = open(key);

    assertThatThrownBy(() -> open.verify(key.algorithm(), broken(), signature))
        .isInstanceOf(UncheckedIOException.class);
  }
}
