package io.crossauth.tokenconsumer.survivors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of keys, and of where they come from. */
class KeyEdgesTest {

  @TempDir Path folder;

  @Test
  @DisplayName("S-06 a key may have a name of 256 characters, and not of 257")
  void longestName() {
    String name = "k".repeat(256);
    assertThat(KeySet.ofJwks(TestKeys.jwks(TestKeys.p256().withKid(name))).keyIds())
        .containsExactly(name);
    String longer = TestKeys.jwks(TestKeys.p256().withKid(name + "k"));
    assertThatThrownBy(() -> KeySet.ofJwks(longer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kid longer than 256");
  }

  @Test
  @DisplayName("S-17 the numbers of a key have one text each: unused bits are refused")
  void unusedBits() {
    TestKey key = TestKeys.ed25519();
    String x = (String) key.publicJwk().get("x");
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = digits.indexOf(x.charAt(x.length() - 1));
    String twin = x.substring(0, x.length() - 1) + digits.charAt(last | 1);
    String jwks = TestKeys.jwks(key);
    KeySet.ofJwks(jwks);
    assertThatThrownBy(() -> KeySet.ofJwks(jwks.replace(x, twin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x that is not base64url");
  }

  @Test
  @DisplayName("J10 a key that was given under a name serves no other name")
  void namedKeys() {
    VerificationKey key =
        VerificationKey.of((PublicKey) TestKeys.p256().verificationKey(), "ES256");
    assertThat(KeySet.of(key).candidates(KeyRequest.of("any", "ES256"))).hasSize(1);
    KeySet named = KeySet.of(key.withKeyId("a"));
    assertThat(named.candidates(KeyRequest.of("a", "ES256"))).hasSize(1);
    assertThat(named.candidates(KeyRequest.of("b", "ES256"))).isEmpty();
  }

  @Test
  void theKeysThatAreFoundCannotBeChanged() {
    KeySet keys = KeySet.ofJwks(TestKeys.jwks(TestKeys.p256()));
    List<VerificationKey> found = keys.candidates(KeyRequest.of("p256-1", "ES256"));
    assertThatThrownBy(found::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aRequestTellsTheNameThatTheTokenNames() {
    assertThat(KeyRequest.of("a", "ES256").keyId()).contains("a");
    assertThat(KeyRequest.of(null, "ES256").keyId()).isEmpty();
  }

  @ParameterizedTest(name = "J4 a secret of {0} bytes is just long enough for {1}")
  @CsvSource({"32, HS256", "48, HS384", "64, HS512"})
  void secrets(int length, String algorithm) {
    KeySet exact = KeySet.ofSharedSecret(Secret.of("s".repeat(length)), algorithm);
    assertThat(exact.candidates(KeyRequest.of(null, algorithm)).get(0).algorithms())
        .containsExactly(algorithm);
    // Counted in bytes of UTF-8: half as many characters of two bytes are as long.
    KeySet.ofSharedSecret(Secret.of("\u00e9".repeat(length / 2)), algorithm);
  }

  @Test
  void aFileIsNotLookedAtAgainWithinASecond() throws IOException {
    FakeTime time = FakeTime.create();
    time.advance(Duration.ofSeconds(10));
    Path file = Files.writeString(folder.resolve("keys"), TestKeys.jwks(TestKeys.p256("a")));
    KeySet keys = KeySet.ofFile(file, time.platform());
    Files.writeString(file, TestKeys.jwks(TestKeys.p256("longer-name")));
    time.advance(Duration.ofMillis(999));
    assertThat(keys.candidates(KeyRequest.of("longer-name", "ES256"))).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(keys.candidates(KeyRequest.of("longer-name", "ES256"))).hasSize(1);
  }

  @Test
  @DisplayName("S-13 a file of keys of just 512 KiB is read, a larger one is not")
  void largestFile() throws IOException {
    String jwks = TestKeys.jwks(TestKeys.p256());
    String largest = jwks + " ".repeat(512 * 1024 - jwks.length());
    Path file = Files.writeString(folder.resolve("keys"), largest);
    assertThat(KeySet.ofFile(file, FakeTime.create().platform()).keyIds()).hasSize(1);
    Files.writeString(file, largest + " ");
    assertThatThrownBy(() -> KeySet.ofFile(file, FakeTime.create().platform()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("524288");
  }
}
