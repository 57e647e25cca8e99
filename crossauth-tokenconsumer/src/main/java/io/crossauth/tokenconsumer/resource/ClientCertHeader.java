package io.crossauth.tokenconsumer.resource;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of a request: of its connection, or what a proxy that is named says of the
 * connection before it. Whoever else sends such a header has chosen what is in it.
 *
 * @param proxies the proxies that are named; none by default
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9440#section-2.2">RFC 9440 section 2.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9440#section-4">RFC 9440 section 4</a>
 */
record ClientCertHeader(Set<AddressRange> proxies) {

  private static final String NAME = "Client-Cert";

  /** RFC 8941 section 3.3.5: a byte sequence. */
  private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/]+={0,2}):");

  private static final int MAX_CHARACTERS = 16 * 1024;

  static ClientCertHeader fromNobody() {
    return new ClientCertHeader(Set.of());
  }

  /**
   * The header from these proxies.
   *
   * @throws IllegalArgumentException if one is neither an address nor a range of them
   */
  static ClientCertHeader from(List<String> proxies) {
    return new ClientCertHeader(
        proxies.stream().map(AddressRange::parse).collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * The certificate that the client has shown; null if it has shown none.
   *
   * @throws Unreadable if a proxy says what is no certificate, or says it twice
   */
  @Nullable X509Certificate certificate(ApiRequest request) throws Unreadable {
    InetAddress peer = request.peer();
    if (peer == null
        || proxies.isEmpty()
        || proxies.stream().noneMatch(range -> range.contains(peer))) {
      return request.certificate();
    }
    List<String> values = request.headers(NAME);
    if (values.isEmpty()) {
      return null;
    }
    if (values.size() > 1 || values.get(0).length() > MAX_CHARACTERS) {
      throw new Unreadable();
    }
    return parse(values.get(0).strip());
  }

  private static X509Certificate parse(String value) throws Unreadable {
    var bytes = BYTES.matcher(value);
    if (!bytes.matches()) {
      throw new Unreadable();
    }
    try {
      byte[] der = Base64.getDecoder().decode(bytes.group(1));
      ByteArrayInputStream in = new ByteArrayInputStream(der);
      if (CertificateFactory.getInstance("X.509").generateCertificate(in)
              instanceof X509Certificate certificate
          && in.available() == 0) {
        return certificate;
      }
    } catch (CertificateException | IllegalArgumentException e) {
      // Said below, without a word of what was sent.
    }
    throw new Unreadable();
  }

  /** A proxy has named what is no certificate. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
