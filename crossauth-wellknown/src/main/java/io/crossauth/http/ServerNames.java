package io.crossauth.http;

import io.crossauth.internal.http.PublicSuffixes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Checks that a certificate is for the host that was meant. The JDK checks too, before this; it
 * still reads common names, and both it and the library take a wildcard for all of {@code .co.uk}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9525#section-6">RFC 9525 section 6</a>
 */
final class ServerNames implements HostnameVerifier {

  // RFC 5280 section 4.2.1.6: the numbers of the kinds of names.
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  @Override
  public boolean verify(String host, SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain[0] instanceof X509Certificate own && isFor(host, own);
    } catch (SSLPeerUnverifiedException | CertificateParsingException | UnknownHostException e) {
      return false;
    }
  }

  private boolean isFor(String host, X509Certificate certificate)
      throws CertificateParsingException, UnknownHostException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null) {
      return false;
    }
    boolean address = HostResolver.isLiteral(host);
    for (List<?> name : names) {
      Object kind = name.get(0);
      boolean same =
          address
              ? kind.equals(IP_ADDRESS) && isSameAddress(host, String.valueOf(name.get(1)))
              : kind.equals(DNS_NAME) && matches(host, String.valueOf(name.get(1)));
      if (same) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSameAddress(String host, String name) throws UnknownHostException {
    return HostResolver.isLiteral(name)
        && Arrays.equals(
            InetAddress.getByName(host).getAddress(), InetAddress.getByName(name).getAddress());
  }

  /** RFC 9525 section 6.3: a wildcard is the whole first label and stands for one label. */
  boolean matches(String host, String name) {
    String asked = host.toLowerCase(Locale.ROOT);
    String named = name.toLowerCase(Locale.ROOT);
    if (!named.startsWith("*.")) {
      return asked.equals(named);
    }
    int dot = asked.indexOf('.');
    String domain = named.substring(2);
    return dot > 0 && asked.substring(dot + 1).equals(domain) && hasOneOwner(domain);
  }

  /** Whether a domain belongs to somebody, and is not where everybody registers. */
  private boolean hasOneOwner(String domain) {
    // Where everybody registers, the registered name begins right below. Names of no public
    // list,
    // such as cluster.local, are somebody's own.
    return domain.indexOf('.') > 0 && !PublicSuffixes.isRegistered("a." + domain);
  }
}
