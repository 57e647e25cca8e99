package io.crossauth.benchmarks.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossauth.testkit.mint.TestKey;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;

/** A signature as the JDK checks it, with nothing around it. */
final class RawSignature {

  private final String algorithm;
  private final Key key;
  private final byte[] input;
  private final byte[] signature;

  private RawSignature(String algorithm, Key key, byte[] input, byte[] signature) {
    this.algorithm = algorithm;
    this.key = key;
    this.input = input;
    this.signature = signature;
  }

  static RawSignature of(TestKey key, String token) {
    int dot = token.lastIndexOf('.');
    String name =
        switch (key.algorithm()) {
          case "RS256" -> "SHA256withRSA";
          case "ES256" -> "SHA256withECDSAinP1363Format";
          default -> "HmacSHA256";
        };
    return new RawSignature(
        name,
        key.verificationKey(),
        token.substring(0, dot).getBytes(US_ASCII),
        Base64.getUrlDecoder().decode(token.substring(dot + 1)));
  }

  boolean verify() throws GeneralSecurityException {
    if (key instanceof PublicKey publicKey) {
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(publicKey);
      check.update(input);
      return check.verify(signature);
    }
    Mac mac = Mac.getInstance(algorithm);
    mac.init(key);
    return MessageDigest.isEqual(mac.doFinal(input), signature);
  }
}
