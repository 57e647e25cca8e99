package io.crossauth.client.internal.jose;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.X509CertUtils;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names the certificate of a key in the header of a JWT: {@code x5t}, {@code x5t#S256}, {@code
 * x5c} (RFC 7515 sections 4.1.6 to 4.1.8).
 */
public final class CertificateHeader {

  private CertificateHeader() {}

  /**
   * The members that a JWK has; the thumbprints of its {@code x5c} where it has the certificate
   * alone.
   *
   * @throws IllegalArgumentException if it is no JWK
   */
  public static Map<String, Object> ofJwk(String text) {
    try {
      JWK jwk = JWK.parse(text);
      Map<String, Object> json = jwk.toJSONObject();
      Map<String, Object> members = new LinkedHashMap<>();
      @Nullable List<com.nimbusds.jose.util.Base64> chain = jwk.getX509CertChain();
      if (chain != null && !chain.isEmpty()) {
        members.putAll(thumbprints(X509CertUtils.parseWithException(chain.get(0).decode())));
      }
      for (String name : List.of("x5t", "x5t#S256", "x5c")) {
        Object value = json.get(name);
        if (value != null) {
          members.put(name, value);
        }
      }
      return members;
    } catch (ParseException | GeneralSecurityException e) {
      // The cause may quote the key; it stays behind.
      throw new IllegalArgumentException(
          "jwk: expected a private key in JSON, found something else");
    }
  }

  /**
   * The thumbprints of a certificate.
   *
   * @throws IllegalArgumentException if it is not that of the key
   */
  public static Map<String, Object> of(PrivateKey key, X509Certificate certificate) {
    requirePair(key, certificate);
    return thumbprints(certificate);
  }

  /**
   * The thumbprints of the first certificate, and the whole chain.
   *
   * @throws IllegalArgumentException if there is none, or the first is not that of the key
   */
  public static Map<String, Object> of(PrivateKey key, List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain: expected at least one certificate, found none");
    }
    Map<String, Object> members = new LinkedHashMap<>(of(key, chain.get(0)));
    List<String> encoded = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      // RFC 7515 section 4.1.6: base64, not base64url.
      encoded.add(Base64.getEncoder().encodeToString(der(certificate)));
    }
    members.put("x5c", encoded);
    return members;
  }

  private static Map<String, Object> thumbprints(X509Certificate certificate) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("x5t", digest("SHA-1", certificate));
    members.put("x5t#S256", digest("SHA-256", certificate));
    return members;
  }

  private static String digest(String algorithm, X509Certificate certificate) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance(algorithm).digest(der(certificate)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make " + algorithm, e);
    }
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("certificate: expected one that can be encoded", e);
    }
  }

  private static void requirePair(PrivateKey key, X509Certificate certificate) {
    if (!isPair(key, certificate)) {
      throw new IllegalArgumentException(
          "certificate: expected the one of the private key, found a different one");
    }
  }

  private static boolean isPair(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA", "RSASSA-PSS" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    try {
      byte[] probe = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
