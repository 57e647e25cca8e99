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
      "; behind a proxy give proxy(..) or https.proxyHost; in a container the provider may have"
          + " another address than its issuer (docs/transport.md)";

  /** The status of a proxy that wants to know who we are (RFC 9110 section 15.5.8). */
  static final int PROXY_WANTS_PASSWORD = 407;

  private static final String PROXY_SETTINGS =
      " (proxy(..) or https.proxyHost of the JVM, docs/transport.md)";

  private Failures() {}

  /** What a proxy's refusal means; the server has seen nothing of the call. */
  static String refusedByProxy(int status) {
    String reason =
        switch (status) {
          case PROXY_WANTS_PASSWORD ->
              "the proxy wants another user and password: proxy(host, port, user, password)";
          case 403 -> "the proxy does not allow this host";
          case 502, 503, 504 -> "the proxy itself does not reach this host";
          default -> "the proxy does not let this call through";
        };
    return "expected the proxy to let the call through, found HTTP "
        + status
        + " from it; "
        + reason
        + " (docs/transport.md)";
  }

  static CrossauthException of(Exchange exchange, Exception e) {
    if (exchange.state() == Exchange.State.CLOSED) {
      return failure(exchange, Kind.CLOSED, "the transport was closed", null);
    }
    if (exchange.state() == Exchange.State.EXPIRED) {
      return failure(
          exchange,
          Kind.TIMEOUT,
          "expected the whole answer within the time of the call (callTimeout, docs/transport.md)"
              + waitingForProxy(exchange),
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

  private static String waitingForProxy(Exchange exchange) {
    String proxy = exchange.proxyAhead();
    return proxy == null ? "" : "; found the proxy " + proxy + " still silent" + PROXY_SETTINGS;
  }

  private static TransportException kindOf(Exchange exchange, Exception e) {
    String proxy = exchange.proxyAhead();
    return proxy == null ? kindAtServer(exchange, e) : kindAtProxy(exchange, proxy, e);
  }

  /** The proxy has not let us through: the server was not asked, and is not to blame. */
  private static TransportException kindAtProxy(Exchange exchange, String proxy, Exception e) {
    if (has(e, SocketTimeoutException.class)) {
      return atProxy(exchange, Kind.TIMEOUT, proxy, "found it silent for too long", e);
    }
    if (has(e, UnknownHostException.class)) {
      return atProxy(exchange, Kind.DNS, proxy, "found no address of its host", e);
    }
    if (isUnreachable(exchange, e)) {
      return atProxy(exchange, Kind.CONNECT, proxy, "found nobody that listens there", e);
    }
    if (isOfTheWire(e)) {
      return atProxy(exchange, Kind.BROKEN, proxy, "found the connection broken", e);
    }
    return kindAtServer(exchange, e);
  }

  private static TransportException atProxy(
      Exchange exchange, Kind kind, String proxy, String found, Exception e) {
    String detail =
        "not asked yet: expected a way through the proxy " + proxy + ", " + found + PROXY_SETTINGS;
    return failure(exchange, kind, detail, e);
  }

  private static TransportException kindAtServer(Exchange exchange, Exception e) {
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
    if (isUnreachable(exchange, e)) {
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

  private static boolean isUnreachable(Exchange exchange, Exception e) {
    return has(e, ConnectException.class)
        || has(e, NoRouteToHostException.class)
        || (!exchange.connected() && has(e, SocketException.class));
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
