package io.crossauth.tokenconsumer.internal;

import io.crossauth.internal.json.Json;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short names of keys and certificates that nobody can choose. */
public final class Thumbprint {

  private Thumbprint() {}

  /**
   * The thumbprint of a public key (RFC 7638 section 3), which is also the {@code jkt} of RFC 9449.
   *
   * @param jwk the members of the key; those that its kind requires are strings
   * @throws IllegalArgumentException if one is missing
   */
  public static String ofJwk(Map<?, ?> jwk) {
    List<String> members =
        switch (String.valueOf(jwk.get("kty"))) {
          case "EC" -> List.of("crv", "kty", "x", "y");
          case "OKP" -> List.of("crv", "kty", "x");
          case "RSA" -> List.of("e", "kty", "n");
          default ->
              throw new IllegalArgumentException(
                  "jwk: expected the kty EC, OKP or RSA, found other");
        };
    Map<String, String> required = new LinkedHashMap<>();
    for (String member : members) {
      if (!(jwk.get(member) instanceof String value)) {
        throw new IllegalArgumentException("jwk: expected a string as " + member + ", found none");
      }
      required.put(member, value);
    }
    return Hashes.sha256(Json.write(required));
  }

  /**
   * The {@code x5t#S256} of a certificate (RFC 8705 section 3.1).
   *
   * @throws IllegalArgumentException if the certificate has no DER form
   */
  public static String ofCertificate(X509Certificate certificate) {
    try {
      return Hashes.sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("certificate: expected one with a DER form", e);
    }
  }
}
