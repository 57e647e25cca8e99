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
 * <p>Immutable. By default A256GCM under RSA-OAEP-256 for an RSA key, ECDH-ES+A256KW for an EC key
 * and {@code dir} for a secret (of 32 bytes); {@code kid} names the recipient's key.
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

  /** Encrypts any text for the owner of a key, without {@code cty}. */
  public static JweDraft of(String content, TestKey recipient) {
    return new JweDraft(content, recipient, usual(recipient), "A256GCM", Map.of());
  }

  /**
   * Five segments with this header and rubbish after it, for headers that nobody may act upon, such
   * as PBES2 with a {@code p2c} of a million.
   */
  public static String forged(String headerJson) {
    String rubbish = Base64Url.encode("0123456789abcdef");
    return String.join(".", Base64Url.encode(headerJson), rubbish, rubbish, rubbish, rubbish);
  }

  /**
   * Another {@code alg}, such as {@code RSA-OAEP}, {@code A256KW} or {@code PBES2-HS256+A128KW}.
   */
  public JweDraft algorithm(String alg) {
    return new JweDraft(content, recipient, alg, encryption, header);
  }

  /** Another {@code enc}, such as {@code A128CBC-HS256}. */
  public JweDraft encryption(String enc) {
    return new JweDraft(content, recipient, algorithm, enc, header);
  }

  /** Compresses the content ({@code zip: DEF}). */
  public JweDraft zip() {
    return header("zip", "DEF");
  }

  /** Sets a member of the header other than {@code alg} and {@code enc}. */
  public JweDraft header(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(header);
    changed.put(name, value);
    return new JweDraft(content, recipient, algorithm, encryption, changed);
  }

  /**
   * The token in compact form.
   *
   * @throws IllegalArgumentException if the key cannot do what was asked
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
