package io.crossauth.tokenconsumer.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.tls.TestCertificates;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkRulesTest {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private static Map<String, Object> with(TestKey key, String member, Object value) {
    Map<String, Object> jwk = key.publicJwk();
    jwk.put(member, value);
    return jwk;
  }

  private static Map<String, Object> without(TestKey key, String member) {
    Map<String, Object> jwk = key.publicJwk();
    jwk.remove(member);
    return jwk;
  }

  private static JwksDocument read(Object... keys) {
    return JwksDocument.of(Arrays.asList(keys), 100);
  }

  private static void refused(Object jwk, String rule) {
    JwksDocument document = read(jwk, TestKeys.ed25519().publicJwk());
    assertThat(document.skipped()).hasSize(1);
    assertThat(document.skipped().values().iterator().next()).contains(rule);
    // The odd key spoils no other.
    assertThat(document.table().keyIds()).containsExactly("ed25519-1");
  }

  private static void accepted(Object jwk) {
    assertThat(read(jwk).skipped()).isEmpty();
    assertThat(read(jwk).table().size()).isEqualTo(1);
  }

  private static String number(BigInteger n) {
    byte[] bytes = n.toByteArray();
    return BASE64URL.encodeToString(
        bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static BigInteger modulus(int bits) {
    return new BigInteger(bits, new Random(bits)).setBit(bits - 1).setBit(0);
  }

  @Test
  @DisplayName("S-27 an RSA key of 1024 bits is refused, one of 2048 accepted, one of 8193 refused")
  void rsaSizes() {
    refused(TestKeys.weakRsa().publicJwk(), "1024 bits");
    refused(with(TestKeys.rsa(), "n", number(modulus(2047))), "2047 bits");
    accepted(with(TestKeys.rsa(), "n", number(modulus(2048))));
    accepted(with(TestKeys.rsa(), "n", number(modulus(8192))));
    refused(with(TestKeys.rsa(), "n", number(modulus(8193))), "8193 bits");
    refused(with(TestKeys.rsa(), "n", "AA"), "0 bits");
    refused(with(TestKeys.rsa(), "n", number(modulus(2048).clearBit(0))), "even");
  }

  @ParameterizedTest(name = "S-27 an RSA exponent of {0} is refused")
  @ValueSource(strings = {"0", "1", "2", "4", "65536", "4294967297", "18446744073709551617"})
  void rsaExponents(String e) {
    refused(with(TestKeys.rsa(), "e", number(new BigInteger(e))), "exponent");
  }

  @ParameterizedTest(name = "S-27 an RSA exponent of {0} is accepted")
  @ValueSource(strings = {"3", "17", "65537", "4294967295"})
  void goodExponents(String e) {
    accepted(with(TestKeys.rsa(), "e", number(new BigInteger(e))));
  }

  @Test
  @DisplayName("S-27 an RSA key of the ROCA generator is refused")
  void roca() {
    refused(with(TestKeys.rsa(), "n", number(rocaModulus())), "ROCA");
  }

  /** p = k·M + 65537^a mod M, q likewise, M the product of the first 126 primes (for 2048 bits). */
  private static BigInteger rocaModulus() {
    BigInteger m = BigInteger.ONE;
    BigInteger prime = BigInteger.ONE;
    for (int i = 0; i < 126; i++) {
      prime = prime.nextProbablePrime();
      m = m.multiply(prime);
    }
    Random random = new Random(15361);
    return rocaPrime(m, random).multiply(rocaPrime(m, random));
  }

  private static BigInteger rocaPrime(BigInteger m, Random random) {
    while (true) {
      BigInteger k = new BigInteger(1024 - m.bitLength(), random).setBit(1023 - m.bitLength());
      BigInteger a = new BigInteger(40, random);
      BigInteger p = k.multiply(m).add(BigInteger.valueOf(65537).modPow(a, m));
      if (p.bitLength() == 1024 && p.isProbablePrime(30)) {
        return p;
      }
    }
  }

  @Test
  @DisplayName("J3 an EC point that is not on its curve is refused")
  void offCurve() {
    for (TestKey key : List.of(TestKeys.p256(), TestKeys.p384(), TestKeys.p521())) {
      refused(with(key, "y", key.publicJwk().get("x")), "curve");
      refused(with(key, "x", "AA"), "curve");
      refused(with(with(key, "x", "AA"), "y", "AA"), "curve");
    }
    // A point of P-384 is none of P-256.
    refused(with(TestKeys.p384(), "crv", "P-256"), "curve");
    // x and x + p are the same to a careless check.
    BigInteger p =
        new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    String x = (String) TestKeys.p256().publicJwk().get("x");
    BigInteger over = new BigInteger(1, Base64.getUrlDecoder().decode(x)).add(p);
    refused(with(TestKeys.p256(), "x", number(over)), "curve");
  }

  private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
    Map<String, Object> changed = new HashMap<>(jwk);
    changed.put(member, value);
    return changed;
  }

  @Test
  @DisplayName("J3 an Ed25519 point of small order, or none at all, is refused")
  void smallOrder() {
    // 0, 1, p - 1, and p + 1, little end first
    refused(ed25519(BigInteger.ZERO), "order");
    refused(ed25519(BigInteger.ONE), "order");
    BigInteger p = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    refused(ed25519(p.subtract(BigInteger.ONE)), "order");
    // RFC 8032 has the curve; this y is of a point of order eight.
    BigInteger eighth =
        new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);
    refused(ed25519(eighth), "order");
    refused(ed25519(p.subtract(eighth)), "order");
    refused(ed25519(BigInteger.TWO), "curve");
    refused(with(TestKeys.ed25519(), "x", "AAAA"), "32 bytes");
  }

  private static Map<String, Object> ed25519(BigInteger y) {
    byte[] little = new byte[32];
    for (int i = 0; i < 32; i++) {
      little[i] = y.shiftRight(8 * i).byteValue();
    }
    return with(TestKeys.ed25519(), "x", BASE64URL.encodeToString(little));
  }

  static Stream<Arguments> oddKeys() {
    TestKey rsa = TestKeys.rsa();
    TestKey ec = TestKeys.p256();
    return Stream.of(
        Arguments.of("use enc", with(rsa, "use", "enc"), "use"),
        Arguments.of("use that is no text", with(rsa, "use", 1), "use"),
        Arguments.of("key_ops of encryption", with(rsa, "key_ops", List.of("encrypt")), "key_ops"),
        Arguments.of("key_ops sign alone", with(rsa, "key_ops", List.of("sign")), "key_ops"),
        Arguments.of("no key_ops", with(rsa, "key_ops", List.of()), "key_ops"),
        Arguments.of("key_ops twice", with(rsa, "key_ops", List.of("verify", "verify")), "key_ops"),
        Arguments.of("key_ops that is a text", with(rsa, "key_ops", "verify"), "key_ops"),
        Arguments.of("alg of encryption", with(rsa, "alg", "RSA-OAEP"), "alg"),
        Arguments.of("alg of another family", with(rsa, "alg", "ES256"), "alg"),
        Arguments.of("alg of another curve", with(ec, "alg", "ES384"), "alg"),
        Arguments.of("alg of a secret", with(rsa, "alg", "HS256"), "alg"),
        Arguments.of("alg none", with(rsa, "alg", "none"), "alg"),
        Arguments.of("unknown alg", with(rsa, "alg", "ML-DSA-44"), "alg"),
        Arguments.of("unknown kty", with(rsa, "kty", "AKP"), "kty"),
        Arguments.of("a secret", Map.of("kty", "oct", "k", "c2VjcmV0", "kid", "s"), "k)"),
        Arguments.of("no kty", without(rsa, "kty"), "kty"),
        Arguments.of("no n", without(rsa, "n"), "n"),
        Arguments.of("no e", without(rsa, "e"), "e"),
        Arguments.of(
            "n with padding of no use", with(rsa, "n", rsa.publicJwk().get("n") + "="), "n"),
        Arguments.of("n with a blank", with(rsa, "n", rsa.publicJwk().get("n") + " ="), "n"),
        Arguments.of("n that is a number", with(rsa, "n", 7), "n"),
        Arguments.of("no crv", without(ec, "crv"), "crv"),
        Arguments.of("crv secp256k1", with(ec, "crv", "secp256k1"), "crv"),
        Arguments.of("crv X25519", with(TestKeys.ed25519(), "crv", "X25519"), "crv"),
        Arguments.of("crv Ed448", with(TestKeys.ed25519(), "crv", "Ed448"), "crv"),
        Arguments.of("kid that is a number", with(rsa, "kid", 1), "kid"),
        Arguments.of("kid of 257 characters", with(rsa, "kid", "k".repeat(257)), "kid"),
        Arguments.of("a published private key", rsa.privateJwk(), "secret part (d)"),
        Arguments.of("x5c that is a text", with(rsa, "x5c", "MIIB"), "x5c"),
        Arguments.of("an empty x5c", with(rsa, "x5c", List.of()), "x5c"),
        Arguments.of("x5c that is not base64", with(rsa, "x5c", List.of("%")), "x5c"),
        Arguments.of(
            "x5c that is no certificate", with(rsa, "x5c", List.of("AAAA")), "certificate"),
        Arguments.of("no object", "rsa", "object"),
        Arguments.of("a list", List.of(), "object"));
  }

  @ParameterizedTest(name = "J10 an odd key is left out and told of, the others stay: {0}")
  @MethodSource("oddKeys")
  void odd(String what, Object jwk, String rule) {
    refused(jwk, rule);
  }

  @Test
  @DisplayName("J10 x5c of the very key is accepted, of another key refused")
  void certificates() throws Exception {
    X509Certificate certificate = TestCertificates.shared().authority();
    String der = Base64.getEncoder().encodeToString(certificate.getEncoded());
    refused(with(TestKeys.rsa(), "x5c", List.of(der)), "x5c of another key");
    Map<String, Object> jwk = new HashMap<>();
    jwk.put("kid", "certified");
    jwk.put("x5c", List.of(der));
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
      jwk.put("kty", "RSA");
      jwk.put("n", number(rsa.getModulus()));
      jwk.put("e", number(rsa.getPublicExponent()));
    } else {
      ECPublicKey ec = (ECPublicKey) certificate.getPublicKey();
      jwk.put("kty", "EC");
      jwk.put("crv", "P-256");
      jwk.put("x", number(ec.getW().getAffineX()));
      jwk.put("y", number(ec.getW().getAffineY()));
    }
    accepted(jwk);
  }

  @Test
  @DisplayName("J1 what a key is for is what it says, else what its kind can do")
  void purposes() {
    VerificationKey named = read(TestKeys.rsa().publicJwk()).table().find("rsa-1").get(0);
    assertThat(named.algorithms()).containsExactly("RS256");
    VerificationKey silent = read(without(TestKeys.rsa(), "alg")).table().find("rsa-1").get(0);
    assertThat(silent.algorithms())
        .containsExactlyInAnyOrder("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    VerificationKey ec = read(without(TestKeys.p384(), "alg")).table().find("p384-1").get(0);
    assertThat(ec.algorithms()).containsExactly("ES384");
    VerificationKey ed =
        read(with(TestKeys.ed25519(), "alg", "Ed25519")).table().find("ed25519-1").get(0);
    assertThat(ed.allows("EdDSA")).isTrue();
    assertThat(ed.allows("Ed25519")).isTrue();
    assertThat(ed.allows("none")).isFalse();
    assertThat(named.toString()).contains("rsa-1").doesNotContain("modulus");
    accepted(with(TestKeys.rsa(), "key_ops", List.of("verify", "wrapKey")));
    accepted(without(TestKeys.rsa(), "use"));
    accepted(with(TestKeys.rsa(), "x-unknown", Map.of("a", 1)));
  }

  @Test
  @DisplayName("S-13 of a set at most 100 keys are looked at")
  void manyKeys() {
    Object[] keys =
        IntStream.range(0, 120)
            .mapToObj(i -> TestKeys.ed25519().withKid("k" + i).publicJwk())
            .toArray();
    JwksDocument document = read(keys);
    assertThat(document.table().size()).isEqualTo(100);
    assertThat(document.skipped()).hasSize(1);
    assertThat(document.skipped().values().iterator().next()).startsWith("more than 100 keys");
  }

  @Test
  @DisplayName("several keys of one name are all candidates; one without a name serves no name")
  void names() {
    JwksDocument document =
        read(
            TestKeys.p256().withKid("same").publicJwk(),
            TestKeys.ed25519().withKid("same").publicJwk(),
            without(TestKeys.rsa(), "kid"));
    assertThat(document.table().find("same")).hasSize(2);
    assertThat(document.table().find("other")).isEmpty();
    assertThat(document.table().find(null)).hasSize(3);
  }

  @ParameterizedTest(name = "S-16 the text {0} is no key set")
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":null}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[]}x"
      })
  void noSet(String text) {
    assertThatThrownBy(() -> JwksDocument.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
