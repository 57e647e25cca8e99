package io.crossauth.http;

import io.crossauth.error.TransportException.Kind;
import java.util.Objects;
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
    while (true) {
      Kept known = kept;
      // Nobody is held by a source that hangs for somebody else: it is asked outside of the lock.
      ClientCertificate wanted = certificates == null ? null : asked();
      if (known != null && Objects.equals(wanted, known.certificate())) {
        return known.pool();
      }
      Kept renewed = changed(known, wanted);
      if (renewed != null) {
        return renewed.pool();
      }
    }
  }

  /**
   * Null if another thread was faster: what that was told may be newer, so the source is asked
   * again.
   */
  private @Nullable Kept changed(@Nullable Kept known, @Nullable ClientCertificate wanted) {
    change.lock();
    try {
      if (!Objects.equals(kept, known)) {
        return null;
      }
      Kept renewed = new Kept(wanted, open.apply(wanted));
      kept = renewed;
      if (known != null) {
        closeIdle(known.pool());
      }
      if (closed) {
        renewed.pool().close(CloseMode.IMMEDIATE);
      }
      return renewed;
    } finally {
      change.unlock();
    }
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
