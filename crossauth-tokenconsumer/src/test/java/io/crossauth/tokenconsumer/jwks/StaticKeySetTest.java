package io.crossauth.tokenconsumer.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticKeySetTest {

  private static final byte[] INPUT = "signed".getBytes(StandardCharsets.UTF_8);

  private static boolean checks(KeySet keys, TestKey signer, String kid, String algorithm) {
    byte[] signature = signer.sign(algorithm, INPUT);
    return keys.candidates(KeyRequest.of(kid, algorithm)).stream()
        .anyMatch(key -> key.verify(algorithm, INPUT, INPUT.length, signature));
  }

  @Test
  @DisplayName("a key in PEM checks the tokens of any key id, by what it is for and nothing else")
  void pem() {
    KeySet keys = KeySet.ofPem(TestKeys.rsa().publicPem(), "RS256");
    assertThat(checks(keys, TestKeys.rsa(), "any", "RS256")).isTrue();
    assertThat(checks(keys, TestKeys.rsa(), null, "RS256")).isTrue();
    assertThat(checks(keys, TestKeys.rsa(), null, "PS256")).isFalse();
    for (TestKey key :
        List.of(TestKeys.p256(), TestKeys.p384(), TestKeys.p521(), TestKeys.ed25519())) {
      assertThat(checks(KeySet.ofPem(key.publicPem()), key, null, key.algorithm())).isTrue();
    }
    assertThat(KeySet.ofPem(TestCertificates.shared().authorityPem())).isNotNull();
  }

  @ParameterizedTest(name = "no key: {0}")
  @ValueSource(
      strings = {
        "",
        "text",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n%%%%\n-----END PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----"
      })
  void noPem(String text) {
    assertThatThrownBy(() -> KeySet.ofPem(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("S-27 a weak key is refused in PEM too, and so is a private one")
  void weakPem() {
    assertThatThrownBy(() -> KeySet.ofPem(TestKeys.weakRsa().publicPem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1024 bits");
    assertThatThrownBy(() -> KeySet.ofPem(TestKeys.rsa().privatePem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PRIVATE KEY");
    assertThatThrownBy(() -> KeySet.ofPem(TestKeys.rsa().publicPem(), "ES256"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeySet.ofPem(TestKeys.rsa().publicPem(), "none"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSetOrASingleKeyIsRead() {
    assertThat(KeySet.ofJwks(TestKeys.jwks(TestKeys.rsa(), TestKeys.p256())).keyIds())
        .containsExactlyInAnyOrder("rsa-1", "p256-1");
    String one = TestKeys.jwks(TestKeys.rsa());
    String jwk = one.substring(one.indexOf('[') + 1, one.lastIndexOf(']'));
    assertThat(KeySet.ofJwks(jwk).keyIds()).containsExactly("rsa-1");
    assertThat(KeySet.ofJwks(jwk)).hasToString("StaticKeySet{keyIds=[rsa-1]}");
    assertThatThrownBy(() -> KeySet.ofJwks(TestKeys.jwks(TestKeys.weakRsa())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1024");
    assertThatThrownBy(KeySet::of).isInstanceOf(IllegalArgumentException.class);
    assertThat(KeySet.ofJwks(jwk).health()).isEmpty();
  }

  @Test
  @DisplayName("fault 14 a shared secret is usable: HS256 by the text itself")
  void sharedSecret() {
    String secret = "test-shared-secret-of-32-bytes-ok";
    TestKey signer = TestKeys.hmac(secret.getBytes(StandardCharsets.UTF_8));
    KeySet keys = KeySet.ofSharedSecret(Secret.of(secret));
    assertThat(checks(keys, signer, "any", "HS256")).isTrue();
    assertThat(keys.candidates(KeyRequest.of(null, "HS256")).get(0).toString())
        .doesNotContain("test-shared");
  }

  @Nested
  class File {

    @TempDir Path folder;
    private final FakeTime time = FakeTime.create();

    private Path write(String text, int second) throws IOException {
      Path file = Files.writeString(folder.resolve("keys"), text);
      Files.setLastModifiedTime(
          file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + second)));
      return file;
    }

    @Test
    @DisplayName("a file of keys is read again when it has changed")
    void reloaded() throws IOException {
      Path file = write(TestKeys.jwks(TestKeys.rsa()), 1);
      KeySet keys = KeySet.ofFile(file, time.platform());
      assertThat(checks(keys, TestKeys.rsa(), "rsa-1", "RS256")).isTrue();
      write(TestKeys.jwks(TestKeys.p256()), 2);
      assertThat(keys.candidates(KeyRequest.of("p256-1", "ES256"))).isEmpty();
      time.advance(Duration.ofSeconds(1));
      assertThat(checks(keys, TestKeys.p256(), "p256-1", "ES256")).isTrue();
      assertThat(keys.keyIds()).containsExactly("p256-1");
      assertThat(keys.health().orElseThrow().lastError()).isEmpty();
    }

    @Test
    @DisplayName("what cannot be read is left aside and told of; the last good keys stay")
    void spoiled() throws IOException {
      Path file = write(TestKeys.jwks(TestKeys.rsa()), 1);
      KeySet keys = KeySet.ofFile(file, time.platform());
      write("rubbish", 2);
      time.advance(Duration.ofSeconds(1));
      assertThat(checks(keys, TestKeys.rsa(), "rsa-1", "RS256")).isTrue();
      assertThat(keys.health().orElseThrow().lastError()).isPresent();
      Files.delete(file);
      time.advance(Duration.ofSeconds(1));
      assertThat(checks(keys, TestKeys.rsa(), "rsa-1", "RS256")).isTrue();
      assertThat(keys.health().orElseThrow().fresh()).isFalse();
      write(TestKeys.p256().publicPem(), 3);
      time.advance(Duration.ofSeconds(1));
      assertThat(checks(keys, TestKeys.p256(), "any", "ES256")).isTrue();
      assertThat(keys.health().orElseThrow().usable()).isTrue();
      assertThat(keys.toString()).contains("keys");
    }

    @Test
    void aFileThatIsNotThereOrTooLargeIsRefusedAtOnce() throws IOException {
      assertThatThrownBy(() -> KeySet.ofFile(folder.resolve("none"), time.platform()))
          .isInstanceOf(IllegalArgumentException.class);
      Path large = write(" ".repeat(512 * 1024 + 1), 1);
      assertThatThrownBy(() -> KeySet.ofFile(large, time.platform()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most");
    }
  }
}
