package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.internal.Base64Url;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the tokens of one answer are bound to.
 *
 * @param confirmation the {@code cnf} of its access token (RFC 7800 section 3.1); empty if they are
 *     bound to nothing
 */
record Binding(Map<String, Object> confirmation) {

  private static final String MEMBER = "x5t#S256";

  static Binding none() {
    return new Binding(Map.of());
  }

  /** RFC 8705 section 3: to the certificate that the client has shown, if it wants that. */
  static Binding of(RecordedRequest request, Client client, Settings settings) {
    boolean wanted =
        client.certificateBound() || settings.mutualTls().boundClients().contains(client.id());
    if (!wanted) {
      return none();
    }
    X509Certificate shown =
        request
            .certificate()
            .orElseThrow(() -> ProtocolError.invalidRequest("Client Certificate is missing"));
    return new Binding(Map.of(MEMBER, thumbprint(shown)));
  }

  /**
   * The whole {@code cnf}.
   *
   * @param jkt the key that they are bound to as well (RFC 9449 section 6.1)
   */
  Map<String, Object> confirmation(Optional<String> jkt) {
    Map<String, Object> whole = new LinkedHashMap<>(confirmation);
    jkt.ifPresent(key -> whole.put("jkt", key));
    return whole;
  }

  /** Whether a request comes from whoever holds the certificate, if there is one. */
  boolean isHeldBy(RecordedRequest request) {
    Optional<String> shown = request.certificate().map(Binding::thumbprint);
    return !confirmation.containsKey(MEMBER)
        || shown.filter(confirmation.get(MEMBER)::equals).isPresent();
  }

  private static String thumbprint(X509Certificate certificate) {
    try {
      return Base64Url.encode(
          MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was shown has a DER form", e);
    }
  }
}
