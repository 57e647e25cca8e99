package io.crossauth.http;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.2 at least, with a check of the host's name. The machine's own context is asked for with
 * the first connection that needs it: to read all the certificates that a machine trusts takes
 * longer than a first call over plain http to this machine itself.
 */
final class Tls implements TlsSocketStrategy {

  private volatile @Nullable TlsSocketStrategy strategy;

  /**
   * Creates it.
   *
   * @param context the context; null for the machine's
   */
  Tls(@Nullable SSLContext context) {
    this.strategy = context == null ? null : strategy(context);
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    TlsSocketStrategy known = strategy;
    if (known == null) {
      // Two threads may both come here; the machine has one context for both.
      known = strategy(machine());
      strategy = known;
    }
    return known.upgrade(socket, target, port, attachment, context);
  }

  /** The certificates of the other side of a session, its own first; none without TLS. */
  static List<X509Certificate> certificates(@Nullable SSLSession session) {
    if (session == null) {
      return List.of();
    }
    try {
      return Arrays.stream(session.getPeerCertificates())
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }

  private static SSLContext machine() throws SSLException {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new SSLException("this machine's TLS context cannot be made", e);
    }
  }

  private static TlsSocketStrategy strategy(SSLContext context) {
    return new DefaultClientTlsStrategy(
        context,
        new String[] {"TLSv1.3", "TLSv1.2"},
        null,
        SSLBufferMode.STATIC,
        HostnameVerificationPolicy.BOTH,
        new ServerNames());
  }
}
