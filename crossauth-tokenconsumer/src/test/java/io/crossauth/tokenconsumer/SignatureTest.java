package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.ISSUED_IN_FUTURE;
import static io.crossauth.error.RejectionReason.NOT_YET_VALID;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {

  private final Checkpoint at = new Checkpoint();

  private void refused(TestKey key, byte[] signature) {
    at.refusesAccess(BAD_SIGNATURE, at.mint.withKey(key).accessToken().withSignature(signature));
  }

  static Stream<Arguments> curves() {
    return Stream.of(TestKeys.p256(), TestKeys.p384(), TestKeys.p521()).map(Arguments::of);
  }

  @ParameterizedTest(name = "S-01 r and s of zero, n, more, DER or of another length: {0}")
  @MethodSource("curves")
  void psychicSignatures(TestKey key) {
    int half = key.sign(new byte[1]).length / 2;
    BigInteger n = ((ECPublicKey) key.verificationKey()).getParams().getOrder();
    BigInteger zero = BigInteger.ZERO;
    BigInteger one = BigInteger.ONE;
    byte[] good = signature(key);
    BigInteger r = new BigInteger(1, Arrays.copyOf(good, half));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, half, good.length));

    refused(key, pair(half, zero, zero));
    refused(key, pair(half, zero, s));
    refused(key, pair(half, r, zero));
    refused(key, pair(half, n, n));
    refused(key, pair(half, n, s));
    refused(key, pair(half, r, n));
    refused(key, pair(half, one, one));
    refused(key, pair(half, n.subtract(one), n.subtract(one)));
    if (r.add(n).bitLength() <= half * 8) {
      refused(key, pair(half, r.add(n), s));
    }
    if (s.add(n).bitLength() <= half * 8) {
      refused(key, pair(half, r, s.add(n)));
    }
    byte[] full = new byte[2 * half];
    Arrays.fill(full, (byte) 0xff);
    refused(key, full);
    refused(key, der(r, s));
    refused(key, Arrays.copyOf(good, good.length - 1));
    refused(key, Arrays.copyOf(good, good.length + 2));
    refused(key, new byte[1]);
    refused(key, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});
  }

  @ParameterizedTest(name = "S-01 a signature for another curve is none for {0}")
  @MethodSource("curves")
  void otherCurves(TestKey key) {
    for (TestKey other : new TestKey[] {TestKeys.p256(), TestKeys.p384(), TestKeys.p521()}) {
      if (other != key) {
        refused(key, other.sign(new byte[1]));
      }
    }
  }

  private byte[] signature(TestKey key) {
    String token = at.mint.withKey(key).accessToken().compact();
    return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
  }

  private static byte[] pair(int half, BigInteger r, BigInteger s) {
    byte[] both = new byte[2 * half];
    put(both, 0, half, r);
    put(both, half, half, s);
    return both;
  }

  private static void put(byte[] into, int from, int length, BigInteger number) {
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < Math.min(length, bytes.length); i++) {
      into[from + length - 1 - i] = bytes[bytes.length - 1 - i];
    }
  }

  private static byte[] der(BigInteger r, BigInteger s) {
    byte[] x = r.toByteArray();
    byte[] y = s.toByteArray();
    byte[] der = new byte[6 + x.length + y.length];
    der[0] = 0x30;
    der[1] = (byte) (4 + x.length + y.length);
    der[2] = 2;
    der[3] = (byte) x.length;
    System.arraycopy(x, 0, der, 4, x.length);
    der[4 + x.length] = 2;
    der[5 + x.length] = (byte) y.length;
    System.arraycopy(y, 0, der, 6 + x.length, y.length);
    return der;
  }

  @Test
  @DisplayName("S-01 an Ed25519 signature with s of the group's order or more is refused")
  void edwards() {
    TestKey key = TestKeys.ed25519();
    byte[] good = signature(key);
    // RFC 8032 section 5.1: the order of the group; S + L is the malleable twin.
    BigInteger order =
        BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] twin = good.clone();
    byte[] little = new byte[32];
    for (int i = 0; i < 32; i++) {
      little[i] = good[63 - i];
    }
    byte[] sum = new byte[32];
    put(sum, 0, 32, new BigInteger(1, little).add(order));
    for (int i = 0; i < 32; i++) {
      twin[63 - i] = sum[i];
    }
    refused(key, twin);
    refused(key, new byte[64]);
    refused(key, Arrays.copyOf(good, 63));
    byte[] identity = new byte[64];
    identity[0] = 1;
    refused(key, identity);
  }

  @Test
  @DisplayName("J3 an RSA signature of another length, or as large as the modulus, is refused")
  void rsaLengths() {
    TestKey key = TestKeys.rsa();
    byte[] good = signature(key);
    refused(key, Arrays.copyOf(good, 255));
    byte[] padded = new byte[257];
    System.arraycopy(good, 0, padded, 1, 256);
    refused(key, padded);
    byte[] full = new byte[256];
    Arrays.fill(full, (byte) 0xff);
    refused(key, full);
    byte[] one = new byte[256];
    one[255] = 1;
    refused(key, one);
  }

  @Test
  @DisplayName("J3 PSS with a salt or a mask other than RFC 7518 says is refused")
  void pssParameters() throws Exception {
    TestKey key = TestKeys.rsa("ps-1").withAlgorithm("PS256");
    PSSParameterSpec[] others = {
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 0, 1),
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 20, 1),
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA1, 32, 1),
      new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1)
    };
    TokenDraft token = at.mint.withKey(key).accessToken();
    String unsigned = token.withSignature(new byte[1]).compact();
    byte[] input =
        unsigned.substring(0, unsigned.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    for (PSSParameterSpec other : others) {
      refused(token, pss(key, other, input));
    }
    PSSParameterSpec right =
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
    assertThat(at.access(token.withSignature(pss(key, right, input))).algorithm())
        .isEqualTo("PS256");
  }

  private void refused(TokenDraft token, byte[] signature) {
    at.refusesAccess(BAD_SIGNATURE, token.withSignature(signature));
  }

  private static byte[] pss(TestKey key, PSSParameterSpec parameters, byte[] input)
      throws Exception {
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(parameters);
    signer.initSign((PrivateKey) key.signingKey());
    signer.update(input);
    return signer.sign();
  }

  @Test
  @DisplayName("S-19 every single step refuses alone: signature, issuer, audience, expiry, type")
  void everyStep() {
    // One token for each step, wrong in that step only; PIT shows the same for every line.
    at.access(at.mint.accessToken());
    refused(at.mint.accessToken(), new byte[256]);
    at.refusesAccess(WRONG_ISSUER, at.mint.accessToken().claim("iss", "x"));
    at.refusesAccess(WRONG_AUDIENCE, at.mint.accessToken().claim("aud", "x"));
    at.refusesAccess(EXPIRED, at.mint.accessToken().claim("exp", 1));
    at.refusesAccess(
        NOT_YET_VALID, at.mint.accessToken().claim("nbf", at.time.instant().plusSeconds(60)));
    at.refusesAccess(
        ISSUED_IN_FUTURE, at.mint.accessToken().claim("iat", at.time.instant().plusSeconds(60)));
    at.refusesAccess(WRONG_TYPE, at.mint.accessToken().header("typ", "x"));
  }
}
