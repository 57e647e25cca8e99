package io.crossauth.http;

import io.crossauth.error.TransportException.Kind;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * One pool of connections for each certificate of the client's: whoever has renewed it sends
 * nothing more over connections, or sessions, that have shown the one before. Calls that are under
 * way end over theirs.
 */
final class Pools {

  private record Kept(@Nullable ClientCertificate certificate, HttpClientConnectionManager pool) {}

  private final @Nullable Supplier<ClientCertificate> certificates;
  private final Function<@Nullable ClientCertificate, HttpClientConnectionManager> open;
  private final ReentrantLock change = new ReentrantLock();
  private volatile @Nullable Kept kept;
  private volatile boolean closed;

  /**
   * Creates them.
   *
   * @param certificates gives the certificate of now; null if there is none, ever
   * @param open makes a pool whose connections show a certificate
   */
  Pools(
      @Nullable Supplier<ClientCertificate> certificates,
      Function<@Nullable ClientCertificate, HttpClientConnectionManager> open) {
    this.certificates = certificates;
    this.open = open;
    if (certificates == null) {
      kept = new Kept(null, open.apply(null));
    }
  }

  /**
   * The pool of the certificate of now.
   *
   * @throws Refused if its source fails
   */
  HttpClientConnectionManager now() throws Refused {
    Kept known = kept;
    if (known != null && (certificates == null || asked().equals(known.certificate()))) {
      return known.pool();
    }
    change.lock();
    try {
      // Asked again: what another thread was told before us may be newer.
      return changedTo(asked());
    } finally {
      change.unlock();
    }
  }

  private HttpClientConnectionManager changedTo(ClientCertificate wanted) {
    Kept known = kept;
    if (known != null && wanted.equals(known.certificate())) {
      return known.pool();
    }
    Kept renewed = new Kept(wanted, open.apply(wanted));
    kept = renewed;
    if (known != null) {
      closeIdle(known.pool());
    }
    if (closed) {
      renewed.pool().close(CloseMode.IMMEDIATE);
    }
    return renewed.pool();
  }

  private ClientCertificate asked() throws Refused {
    ClientCertificate certificate = null;
    RuntimeException failure = null;
    try {
      certificate = certificates == null ? null : certificates.get();
    } catch (RuntimeException e) {
      failure = e;
    }
    if (certificate != null) {
      return certificate;
    }
    Refused refused =
        new Refused(Kind.TLS, "expected a client certificate from its source, found none");
    if (failure != null) {
      refused.initCause(failure);
    }
    throw refused;
  }

  /** Whether connections of a pool show the certificate of now. */
  boolean isKept(HttpClientConnectionManager pool) {
    Kept known = kept;
    return known != null && known.pool() == pool;
  }

  /** Closes what waits for its next call. */
  static void closeIdle(HttpClientConnectionManager pool) {
    if (pool instanceof ConnPoolControl<?> control) {
      control.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }
  }

  /** Closes the connections of now; those of certificates before end with their calls. */
  void close() {
    closed = true;
    Kept known = kept;
    if (known != null) {
      known.pool().close(CloseMode.IMMEDIATE);
    }
  }
}
