package io.crossauth.testkit.mint;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import io.crossauth.testkit.internal.Base64Url;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * An encrypted token (RFC 7516) that is not yet sealed.
 *
 * <p>Immutable and safe for use by many threads. By default A256GCM under RSA-OAEP-256 for an RSA
 * key, ECDH-ES+A256KW for an EC key and {@code dir} for a secret (of 32 bytes); {@code kid} names
 * the recipient's key.
 */
public final class JweDraft {

  private final String content;
  private final TestKey recipient;
  private final String algorithm;
  private final String encryption;
  private final Map<String, Object> header;

  private JweDraft(
      String content,
      TestKey recipient,
      String algorithm,
      String encryption,
      Map<String, Object> header) {
    this.content = content;
    this.recipient = recipient;
    this.algorithm = algorithm;
    this.encryption = encryption;
    this.header = header;
  }

  /**
   * Encrypts any string for the owner of a key, without {@code cty}.
   *
   * @param content what is encrypted, in UTF-8
   * @param recipient an RSA or EC key, of which the public half is used, or a secret
   * @return the draft, with the algorithms that are usual for the key
   */
  public static JweDraft of(String content, TestKey recipient) {
    return new JweDraft(content, recipient, usual(recipient), "A256GCM", Map.of());
  }

  /**
   * Makes five segments with a header and 16 bytes of no meaning in each of the others, for headers
   * that nobody may act upon, such as PBES2 with a {@code p2c} of a million.
   *
   * @param headerJson the header, encoded as it stands
   * @return what looks like a JWE in compact form (RFC 7516 section 7.1)
   */
  public static String forged(String headerJson) {
    String rubbish = Base64Url.encode("0123456789abcdef");
    return String.join(".", Base64Url.encode(headerJson), rubbish, rubbish, rubbish, rubbish);
  }

  /**
   * Copies the draft with another {@code alg} (RFC 7518 section 4.1).
   *
   * @param alg such as {@code RSA-OAEP}, {@code A256KW} or {@code PBES2-HS256+A128KW}; whether it
   *     fits the key shows in {@link #compact()}
   * @return the copy
   */
  public JweDraft algorithm(String alg) {
    return new JweDraft(content, recipient, alg, encryption, header);
  }

  /**
   * Copies the draft with another {@code enc} (RFC 7518 section 5.1).
   *
   * @param enc such as {@code A128CBC-HS256}
   * @return the copy
   */
  public JweDraft encryption(String enc) {
    return new JweDraft(content, recipient, algorithm, enc, header);
  }

  /** {@return a copy whose content is compressed ({@code zip: DEF}, RFC 7516 section 4.1.3)} */
  public JweDraft zip() {
    return header("zip", "DEF");
  }

  /**
   * Copies the draft with a member of the header set.
   *
   * @param name {@code cty}, {@code zip}, {@code kid}, or a name that no specification has
   *     registered
   * @param value a string for the three; else a string, number, boolean, list or map
   * @return the copy
   */
  public JweDraft header(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(header);
    changed.put(name, value);
    return new JweDraft(content, recipient, algorithm, encryption, changed);
  }

  /**
   * Encrypts.
   *
   * @return the token in compact form (RFC 7516 section 7.1), another at each call
   * @throws IllegalArgumentException if the key cannot do what was asked, or a member of the header
   *     cannot be set
   */
  public String compact() {
    JWEHeader.Builder builder =
        new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(encryption))
            .keyID(recipient.kid());
    header.forEach((name, value) -> set(builder, name, value));
    JWEObject jwe = new JWEObject(builder.build(), new Payload(content));
    try {
      jwe.encrypt(encrypter());
    } catch (JOSEException e) {
      throw new IllegalArgumentException("cannot encrypt by " + algorithm, e);
    }
    return jwe.serialize();
  }

  private static void set(JWEHeader.Builder builder, String name, Object value) {
    switch (name) {
      case "cty" -> builder.contentType(value.toString());
      case "zip" -> builder.compressionAlgorithm(new CompressionAlgorithm(value.toString()));
      case "kid" -> builder.keyID(value.toString());
      default -> builder.customParam(name, value);
    }
  }

  private JWEEncrypter encrypter() throws JOSEException {
    if (recipient.verificationKey() instanceof RSAPublicKey rsa) {
      return new RSAEncrypter(rsa);
    }
    if (recipient.verificationKey() instanceof ECPublicKey ec) {
      return new ECDHEncrypter(ec);
    }
    if (!(recipient.verificationKey() instanceof SecretKey secret)) {
      throw new JOSEException("no encryption for " + recipient);
    }
    if (algorithm.startsWith("PBES2")) {
      return new PasswordBasedEncrypter(secret.getEncoded(), 16, 1000);
    }
    return algorithm.equals("dir")
        ? new DirectEncrypter(secret.getEncoded())
        : new AESEncrypter(secret.getEncoded());
  }

  private static String usual(TestKey recipient) {
    if (recipient.verificationKey() instanceof RSAPublicKey) {
      return "RSA-OAEP-256";
    }
    return recipient.verificationKey() instanceof ECPublicKey ? "ECDH-ES+A256KW" : "dir";
  }
}
