package io.crossauth.http;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.internal.library.LogBinding;
import io.crossauth.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.core5.http.HttpException;

/**
 * The transport on Apache HttpClient 5: its pool of connections, its TLS and its HTTP, and nothing
 * of what it does by itself.
 *
 * <p>It follows no redirects, repeats nothing, keeps no cookies, answers no request for a password
 * and sends nothing on trial. A call ends within its time, whatever the server does: the look-up of
 * the name, the wait for a connection, the handshake and each drop of the answer are part of it. It
 * ends at once when its thread is interrupted. Plain http is for loopback hosts only.
 *
 * <p>Make one and share it: it is safe for use by many threads, platform or virtual. Close it when
 * it is not needed any more.
 */
public final class ApacheHttpTransport implements HttpTransport, AutoCloseable {

  private final Connections connections;
  private final Deadlines deadlines;
  private final Headers defaults;
  private final Duration callTimeout;
  private final boolean plainHttpAllowed;
  private final Platform platform;
  private volatile boolean closed;

  ApacheHttpTransport(ApacheHttpTransportBuilder builder) {
    this.connections = builder.connections();
    this.deadlines = connections.deadlines();
    this.defaults = builder.headers();
    this.callTimeout = builder.callTimeout;
    this.plainHttpAllowed = builder.plainHttpAllowed;
    this.platform = builder.platform;
  }

  /**
   * A transport with the defaults of {@link ApacheHttpTransportBuilder}.
   *
   * @throws UnsupportedLibraryException if the HttpClient that is there is older than 5.5
   */
  public static ApacheHttpTransport create() {
    return builder().build();
  }

  /**
   * Begins a transport; everything has a default.
   *
   * @throws UnsupportedLibraryException if the HttpClient that is there is older than 5.5
   */
  public static ApacheHttpTransportBuilder builder() {
    HttpClientVersion.check();
    LogBinding.check();
    return new ApacheHttpTransportBuilder();
  }

  /**
   * Sends a request.
   *
   * @return the answer, whatever its status; its body is decompressed
   * @throws TransportException if no usable answer came; its kind says why
   * @throws InterruptedCallException if the thread is interrupted; the connection is broken off
   * @throws IllegalArgumentException if the call sets a header of the connection, as {@code
   *     Content-Length}
   */
  @Override
  public HttpReply send(HttpCall call) {
    check(call.uri());
    Duration time = call.timeout().filter(t -> t.compareTo(callTimeout) < 0).orElse(callTimeout);
    Exchange exchange = new Exchange(call, platform.ticker().nanos() + time.toNanos());
    deadlines.watch(exchange);
    try {
      return exchange(exchange);
    } catch (IOException | HttpException e) {
      throw Failures.of(exchange, e);
    } catch (IllegalStateException e) {
      if (closed) {
        // The pool was closed between our look at it and the library's.
        exchange.end(Exchange.State.CLOSED);
        throw Failures.of(exchange, e);
      }
      throw e;
    } finally {
      deadlines.forget(exchange);
    }
  }

  private HttpReply exchange(Exchange exchange) throws IOException, HttpException {
    HttpCall call = exchange.call;
    if (closed) {
      exchange.end(Exchange.State.CLOSED);
      throw new IOException("closed");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
    HttpReply reply = connections.carry(exchange, Request.of(call, defaults));
    return Reply.decoded(reply, call.maxBytes());
  }

  private void check(URI uri) {
    if (uri.getRawUserInfo() != null) {
      throw forbidden(uri, "expected an address without user info");
    }
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (!(plain && plainHttpAllowed)) {
      HttpsOnly.check(uri);
    }
  }

  private static TransportException forbidden(URI uri, String detail) {
    return new TransportException(Kind.FORBIDDEN, uri, false, detail, null);
  }

  /**
   * Closes all connections. Calls under way, and all later ones, fail with a {@link
   * TransportException} of kind {@code CLOSED}.
   */
  @Override
  public void close() {
    closed = true;
    deadlines.endAll(Exchange.State.CLOSED);
    connections.close();
  }
}
