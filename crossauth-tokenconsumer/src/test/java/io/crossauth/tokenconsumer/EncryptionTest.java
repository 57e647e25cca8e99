package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.ENCRYPTION;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_ALGORITHM;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_HEADER;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.mint.JweDraft;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.value.Secret;
import java.security.PrivateKey;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {

  private final Checkpoint at = new Checkpoint();
  private final TestKey rsa = TestKeys.rsa("recipient");
  private final TestKey ec = TestKeys.p256("recipient-ec");

  private OAuthTokenConsumerBuilder reader() {
    return at.forId()
        .decryptionKey((PrivateKey) rsa.signingKey())
        .decryptionKeyPem(Secret.of(ec.privatePem()));
  }

  @ParameterizedTest(name = "I1 an ID token encrypted by {0}, {1} is opened and checked")
  @CsvSource({
    "RSA-OAEP, A128GCM",
    "RSA-OAEP-256, A256GCM",
    "RSA-OAEP-256, A128CBC-HS256",
    "ECDH-ES, A256GCM",
    "ECDH-ES+A128KW, A256CBC-HS512",
    "ECDH-ES+A256KW, A128GCM"
  })
  void opensAndChecks(String algorithm, String encryption) {
    TestKey recipient = algorithm.startsWith("RSA") ? rsa : ec;
    TokenDraft signed = at.mint.idToken();
    String token =
        signed.encryptedFor(recipient).algorithm(algorithm).encryption(encryption).compact();

    VerifiedToken verified = reader().build().verify(token, TokenType.ID);

    assertThat(verified.requireSubject()).isEqualTo("alice");
    assertThat(verified.token().reveal()).isEqualTo(token);
    assertThat(verified.algorithm()).isEqualTo("RS256");
  }

  @Test
  @DisplayName("I1 where encryption was agreed, a token that is only signed is refused")
  void mustBeEncrypted() {
    String signed = at.mint.idToken().compact();
    refuses(reader(), TokenType.ID, ENCRYPTION, signed);
    reader().encryptionOptional().build().verify(signed, TokenType.ID);
  }

  @Test
  @DisplayName("I1 without a key of ours, an encrypted token is refused")
  void withoutKey() {
    refuses(at.forId(), TokenType.ID, ENCRYPTION, at.mint.idToken().encryptedFor(rsa).compact());
  }

  @ParameterizedTest(name = "case A15 a JWE whose cty is {0} holds a token: {1}")
  @CsvSource({
    "JWT, true",
    "jwt, true",
    "application/jwt, true",
    "application/JWT, true",
    "APPLICATION/JWT, true",
    "application/json, false",
    "application/jwt+json, false",
    "text/jwt, false",
    "jose, false"
  })
  void contentTypes(String cty, boolean good) {
    String token = at.mint.idToken().encryptedFor(rsa).header("cty", cty).compact();

    if (good) {
      assertThat(reader().build().verify(token, TokenType.ID).requireSubject()).isEqualTo("alice");
    } else {
      refuses(reader(), TokenType.ID, ENCRYPTION, token);
    }
  }

  @Test
  @DisplayName("I1 a token encrypted for somebody else, or spoiled, is refused alike")
  void forSomebodyElse() {
    String other = at.mint.idToken().encryptedFor(TestKeys.rsa("other-recipient")).compact();
    String good = at.mint.idToken().encryptedFor(rsa).compact();
    String[] parts = good.split("\\.");
    String spoiled =
        String.join(".", parts[0], parts[1], parts[2], "A" + parts[3].substring(1), parts[4]);
    spoiled = spoiled.equals(good) ? spoiled.replace(".A", ".B") : spoiled;

    String one = refuses(reader(), TokenType.ID, ENCRYPTION, other).getMessage();
    String two = refuses(reader(), TokenType.ID, ENCRYPTION, spoiled).getMessage();
    assertThat(one).isEqualTo(two);
  }

  @Test
  @DisplayName("S-02 an encrypted unsigned token proves nothing, and is refused")
  void encryptedPlainToken() {
    TokenDraft plain = at.mint.idToken().unsigned();
    refuses(reader(), TokenType.ID, MALFORMED, plain.encryptedFor(rsa).compact());
    TokenDraft withJunk = plain.withSignature(new byte[] {1, 2, 3});
    refuses(reader(), TokenType.ID, UNSUPPORTED_ALGORITHM, withJunk.encryptedFor(rsa).compact());
  }

  @Test
  @DisplayName("S-02 encrypted raw claims, without a signature inside, are refused")
  void encryptedClaims() {
    TokenDraft token = at.mint.idToken();
    refuses(reader(), TokenType.ID, MALFORMED, token.claimsEncryptedFor(rsa).compact());
    refuses(
        reader(),
        TokenType.ID,
        MALFORMED,
        token.claimsEncryptedFor(rsa).header("cty", "JWT").compact());
    refuses(
        reader(),
        TokenType.ID,
        ENCRYPTION,
        token.claimsEncryptedFor(rsa).header("cty", "json").compact());
    refuses(reader(), TokenType.ID, ENCRYPTION, JweDraft.of("Zo\u00eb", rsa).compact());
  }

  @Test
  @DisplayName("J2 of a nested token every layer is checked")
  void everyLayer() {
    TestKey stranger = TestKeys.rsa("stranger").withKid("rsa-1");
    refuses(
        reader(),
        TokenType.ID,
        BAD_SIGNATURE,
        at.mint.idToken().signedWith(stranger).encryptedFor(rsa).compact());
    refuses(
        reader(),
        TokenType.ID,
        WRONG_AUDIENCE,
        at.mint.idToken().claim("aud", "other").claim("azp", "other").encryptedFor(rsa).compact());
  }

  @Test
  @DisplayName("J2 an encrypted token inside an encrypted one is refused")
  void nestedTwice() {
    String inner = at.mint.idToken().encryptedFor(rsa).compact();
    refuses(
        reader(), TokenType.ID, ENCRYPTION, JweDraft.of(inner, rsa).header("cty", "JWT").compact());
  }

  @Test
  @Timeout(120)
  @DisplayName("S-08 PBES2 with p2c of a million is refused before a single round")
  void slowPasswords() {
    String token =
        JweDraft.forged(
            "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2s\":\"c2FsdHNhbHQ\","
                + "\"p2c\":1000000}");
    OAuthTokenConsumer consumer = reader().build();
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      Checkpoint.refused(UNSUPPORTED_ALGORITHM, () -> consumer.verify(token, TokenType.ID));
    }
    // Fifty derivations take minutes, on a machine that does nothing else.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest(name = "S-09 {0} is never enabled for inbound tokens")
  @ValueSource(
      strings = {
        "PBES2-HS256+A128KW",
        "PBES2-HS512+A256KW",
        "dir",
        "A128KW",
        "A256KW",
        "A256GCMKW",
        "RSA1_5",
        "none",
        "RS256"
      })
  void forbiddenKeyManagement(String algorithm) {
    String token = JweDraft.forged("{\"alg\":\"" + algorithm + "\",\"enc\":\"A128GCM\",\"p2c\":1}");
    refuses(reader(), TokenType.ID, UNSUPPORTED_ALGORITHM, token);
  }

  @Test
  @DisplayName("S-09 an unknown content encryption is refused")
  void unknownContentEncryption() {
    refuses(
        reader(),
        TokenType.ID,
        UNSUPPORTED_ALGORITHM,
        JweDraft.forged("{\"alg\":\"RSA-OAEP\",\"enc\":\"XC20P\"}"));
  }

  @Test
  @DisplayName("S-10 zip is refused outright in a JWE, and means nothing in a JWS")
  void compression() {
    refuses(
        reader(),
        TokenType.ID,
        UNSUPPORTED_HEADER,
        at.mint.idToken().encryptedFor(rsa).zip().compact());
    at.id(at.mint.idToken().header("zip", "DEF"));
  }

  @Test
  @DisplayName("J5 nothing compressed is ever unpacked: a bomb costs no more than its size")
  void zipBomb() {
    String bomb =
        at.mint.idToken().claim("pad", "0".repeat(900_000)).encryptedFor(rsa).zip().compact();
    assertThat(bomb.length()).isLessThan(16 * 1024);
    refuses(reader(), TokenType.ID, UNSUPPORTED_HEADER, bomb);
  }

  @Test
  @DisplayName("S-07 crit in the header of a JWE is refused")
  void criticalInJwe() {
    refuses(
        reader(),
        TokenType.ID,
        UNSUPPORTED_HEADER,
        JweDraft.forged("{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\",\"crit\":[\"exp\"],\"exp\":1}"));
  }

  @Test
  @DisplayName("S-27 a decryption key that is weak or of another kind is refused at once")
  void weakDecryptionKeys() {
    assertThatThrownBy(
            () -> at.forId().decryptionKey((PrivateKey) TestKeys.weakRsa().signingKey()).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> at.forId().decryptionKey((PrivateKey) TestKeys.ed25519().signingKey()).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> at.forId().decryptionKeyPem(Secret.of(rsa.publicPem())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> at.forId().decryptionKeyPem(Secret.of("test-not-pem")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("test-not-pem");
  }

  @Test
  @DisplayName("J3 an ephemeral key that is not on the curve opens nothing")
  void invalidCurvePoint() {
    String header =
        "{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\","
            + "\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}}";
    String forged = JweDraft.forged(header);
    String[] parts = forged.split("\\.");
    refuses(
        reader(),
        TokenType.ID,
        ENCRYPTION,
        parts[0] + ".." + parts[2] + "." + parts[3] + "." + parts[4]);
  }
}
