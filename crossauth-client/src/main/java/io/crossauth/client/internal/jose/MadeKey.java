package io.crossauth.client.internal.jose;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;

/** New key pairs, as private JWKs. */
public final class MadeKey {

  /** What keys can be made for. */
  public static final List<String> ALGORITHMS = List.of("ES256", "PS256", "EdDSA", "Ed25519");

  private static final int RSA_BITS = 2048;
  private static final int ED25519_BYTES = 32;

  private MadeKey() {}

  /**
   * A new key for an algorithm.
   *
   * @param algorithm one of {@link #ALGORITHMS}
   * @return the private JWK, with its {@code alg}
   * @throws IllegalArgumentException if it is another algorithm
   * @throws IllegalStateException if this JDK cannot make such keys
   */
  public static String jwk(String algorithm) {
    Algorithm alg = new Algorithm(algorithm);
    try {
      JWK jwk =
          switch (algorithm) {
            case "ES256" -> {
              KeyPair pair = ec();
              yield new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                  .privateKey(pair.getPrivate())
                  .algorithm(alg)
                  .build();
            }
            case "PS256" -> {
              KeyPair pair = rsa();
              yield new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                  .privateKey(pair.getPrivate())
                  .algorithm(alg)
                  .build();
            }
            case "EdDSA", "Ed25519" -> {
              KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
              yield new OctetKeyPair.Builder(Curve.Ed25519, end(pair.getPublic().getEncoded()))
                  .d(end(pair.getPrivate().getEncoded()))
                  .algorithm(alg)
                  .build();
            }
            default ->
                throw new IllegalArgumentException(
                    "algorithm: expected one of " + ALGORITHMS + ", found " + algorithm);
          };
      return jwk.toJSONString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make a key for " + algorithm, e);
    }
  }

  private static KeyPair ec() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(RSA_BITS);
    return generator.generateKeyPair();
  }

  /** RFC 8410 sections 4 and 7: the key is the end of its encoding. */
  private static Base64URL end(byte[] encoded) {
    return Base64URL.encode(
        Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
  }
}
