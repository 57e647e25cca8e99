package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.tls.TestCertificates;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/** Whether a client's certificate authenticates it (RFC 8705 sections 2.1 and 2.2). */
final class CertificateCheck {

  private final Settings settings;

  CertificateCheck(Settings settings) {
    this.settings = settings;
  }

  boolean proves(Client client, RecordedRequest request) {
    return request.certificate().filter(shown -> isOf(client, shown)).isPresent();
  }

  private boolean isOf(Client client, X509Certificate shown) {
    X509Certificate registered = settings.mutualTls().ownCertificates().get(client.id());
    return registered == null
        ? isOfAuthority(shown)
            && shown.getSubjectX500Principal().getName().equals("CN=" + client.id())
        : shown.equals(registered);
  }

  private static boolean isOfAuthority(X509Certificate shown) {
    try {
      shown.checkValidity();
      shown.verify(TestCertificates.shared().authority().getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
