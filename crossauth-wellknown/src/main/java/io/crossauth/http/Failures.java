package io.crossauth.http;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.internal.text.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.Security;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Tells what kind of failure an exception of the network or of the library is. */
final class Failures {

  private static final String ELSEWHERE =
      "; behind a proxy give proxy(..) or https.proxyHost, in a container authServerBaseUrl"
          + " (docs/transport.md)";

  private Failures() {}

  static CrossauthException of(Exchange exchange, Exception e) {
    if (exchange.state() == Exchange.State.CLOSED) {
      return failure(exchange, Kind.CLOSED, "the transport was closed", null);
    }
    if (exchange.state() == Exchange.State.EXPIRED) {
      return failure(
          exchange,
          Kind.TIMEOUT,
          "expected the whole answer within the time of the call (callTimeout, docs/transport.md)",
          null);
    }
    if (exchange.state() == Exchange.State.SILENT) {
      return failure(
          exchange,
          Kind.TIMEOUT,
          "expected the next piece of the answer, found silence (responseTimeout,"
              + " docs/transport.md)",
          null);
    }
    if (Thread.currentThread().isInterrupted()) {
      return new InterruptedCallException("an answer from " + exchange.call.endpoint(), null);
    }
    if (e instanceof Refused refused && refused.kind() == Kind.TOO_LARGE) {
      int max = exchange.call.maxBytes();
      return failure(exchange, Kind.TOO_LARGE, "expected at most " + max + " bytes", null);
    }
    if (e instanceof Refused refused) {
      return failure(exchange, refused.kind(), refused.detail(), refused.getCause());
    }
    return kindOf(exchange, e);
  }

  private static TransportException kindOf(Exchange exchange, Exception e) {
    if (has(e, SocketTimeoutException.class)) {
      String during =
          exchange.sent()
              ? "for the answer (responseTimeout, docs/transport.md)"
              : "for the connection (connectTimeout, proxy, docs/transport.md)";
      return failure(exchange, Kind.TIMEOUT, "waited too long " + during, e);
    }
    if (has(e, UnknownHostException.class)) {
      return failure(
          exchange, Kind.DNS, "expected an address of the host, found none" + ELSEWHERE, e);
    }
    boolean unreachable =
        has(e, ConnectException.class)
            || has(e, NoRouteToHostException.class)
            || (!exchange.connected() && has(e, SocketException.class));
    if (unreachable) {
      return failure(
          exchange, Kind.CONNECT, "expected a server, found none that listens" + ELSEWHERE, e);
    }
    SSLException tls = find(e, SSLException.class);
    if (tls != null && !isOfTheWire(tls)) {
      String reason = Printable.of(String.valueOf(tls.getMessage()), 200);
      return failure(
          exchange,
          Kind.TLS,
          "expected TLS with a good certificate: "
              + reason
              + curves()
              + "; a private CA is trusted by trustedCertificates (docs/transport.md)",
          e);
    }
    return broken(exchange, e);
  }

  /** A runtime linked without the module of the curves (up to JDK 21) offers none to servers. */
  private static String curves() {
    return Security.getAlgorithms("KeyAgreement").contains("ECDH")
        ? ""
        : "; this runtime has no elliptic curves, which most servers want:"
            + " link it with the module jdk.crypto.ec";
  }

  private static TransportException broken(Exchange exchange, Exception e) {
    if (e instanceof MessageConstraintException) {
      return failure(exchange, Kind.TOO_LARGE, "expected a header within the limits", null);
    }
    if (isOfTheWire(e)) {
      return failure(exchange, Kind.BROKEN, "the connection broke", e);
    }
    // The message of such an exception may repeat what came: not for our logs.
    return failure(exchange, Kind.BROKEN, "expected HTTP: " + e.getClass().getSimpleName(), null);
  }

  /** Whether below it all the connection failed, and not what was said on it. */
  private static boolean isOfTheWire(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean wire =
          cause instanceof SocketException
              || cause instanceof EOFException
              || cause instanceof ConnectionClosedException
              || cause instanceof NoHttpResponseException
              // A channel's own: "Broken pipe", "Connection reset by peer".
              || cause.getClass() == IOException.class;
      if (wire) {
        return true;
      }
    }
    return false;
  }

  private static TransportException failure(
      Exchange exchange, Kind kind, String detail, @Nullable Throwable cause) {
    return new TransportException(kind, exchange.call.uri(), exchange.sent(), detail, cause);
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    return find(e, type) != null;
  }

  private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
