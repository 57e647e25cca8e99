package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at how long the server's certificates are good, where the transport can show them.
 *
 * @param platform its date counts
 */
record CertificateCheck(Platform platform) implements Check {

  private static final long SOON = 21;
  private static final long NOW = 3;

  @Override
  public List<Finding> look(Provider provider) {
    if (!(provider.transport() instanceof ApacheHttpTransport apache)) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    try {
      for (X509Certificate certificate : apache.serverCertificates(provider.document().address())) {
        look(certificate, found);
      }
    } catch (TransportException e) {
      // The endpoints are asked too, and tell.
      return found;
    }
    return found;
  }

  private void look(X509Certificate certificate, List<Finding> found) {
    long days = Duration.between(platform.now(), certificate.getNotAfter().toInstant()).toDays();
    if (days < SOON) {
      String what =
          "the certificate of "
              + certificate.getSubjectX500Principal().getName()
              + " ends in "
              + days
              + " days";
      found.add(
          (days < NOW ? ServerProblem.CERTIFICATE_OVER : ServerProblem.CERTIFICATE_ENDS)
              .found(what));
    }
  }
}
