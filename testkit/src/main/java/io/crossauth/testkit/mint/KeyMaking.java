package io.crossauth.testkit.mint;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.crossauth.testkit.internal.Base64Url;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** How each kind of key is made and written as a JWK (RFC 7518 section 6, RFC 8037). */
final class KeyMaking {

  private KeyMaking() {}

  static TestKey rsa(int bits, String kid) {
    KeyPair pair = pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    Map<String, Object> jwk =
        new RSAKey.Builder((RSAPublicKey) pair.getPublic())
            .privateKey(pair.getPrivate())
            .build()
            .toJSONObject();
    return new TestKey(kid, "RS256", pair.getPrivate(), pair.getPublic(), jwk);
  }

  static TestKey ec(String curve, String algorithm, String kid) {
    String name = Curve.parse(curve).getStdName();
    KeyPair pair = pair("EC", new ECGenParameterSpec(name));
    Map<String, Object> jwk =
        new ECKey.Builder(Curve.parse(curve), (ECPublicKey) pair.getPublic())
            .privateKey(pair.getPrivate())
            .build()
            .toJSONObject();
    return new TestKey(kid, algorithm, pair.getPrivate(), pair.getPublic(), jwk);
  }

  static TestKey ed25519(String kid) {
    KeyPair pair = pair("Ed25519", NamedParameterSpec.ED25519);
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "OKP");
    jwk.put("crv", "Ed25519");
    jwk.put("x", Base64Url.encode(encoded(((EdECPublicKey) pair.getPublic()).getPoint())));
    jwk.put("d", Base64Url.encode(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow()));
    return new TestKey(kid, "EdDSA", pair.getPrivate(), pair.getPublic(), jwk);
  }

  static TestKey hmac(int bytes, String kid) {
    byte[] secret = new byte[bytes];
    new SecureRandom().nextBytes(secret);
    return TestKeys.hmac(secret).withKid(kid);
  }

  static TestKey ofPublicJwk(Map<String, Object> jwk) {
    try {
      PublicKey key = publicKey(JWK.parse(jwk));
      return new TestKey(
          String.valueOf(jwk.get("kid")), String.valueOf(jwk.get("alg")), key, key, jwk);
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      throw new IllegalArgumentException("expected a public JWK", e);
    }
  }

  private static PublicKey publicKey(JWK jwk) throws JOSEException, GeneralSecurityException {
    if (!(jwk instanceof OctetKeyPair pair)) {
      return ((AsymmetricJWK) jwk).toPublicKey();
    }
    // RFC 8410 section 4: an algorithm without parameters, and the key in a string of bits.
    byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100" + "00".repeat(32));
    System.arraycopy(pair.getDecodedX(), 0, encoded, encoded.length - 32, 32);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** RFC 8032 section 5.1.2: y in 32 bytes, little end first, the sign of x in the last bit. */
  private static byte[] encoded(EdECPoint point) {
    byte[] big = point.getY().toByteArray();
    byte[] little = new byte[32];
    for (int i = 0; i < Math.min(big.length, little.length); i++) {
      little[i] = big[big.length - 1 - i];
    }
    if (point.isXOdd()) {
      little[31] |= (byte) 0x80;
    }
    return little;
  }

  private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no " + algorithm + " keys", e);
    }
  }
}
