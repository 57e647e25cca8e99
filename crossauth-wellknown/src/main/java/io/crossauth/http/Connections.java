package io.crossauth.http;

import io.crossauth.error.TransportException.Kind;
import io.crossauth.platform.Platform;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Takes requests over pooled connections, and does nothing but that: the library's chain of
 * redirects, retries, cookies, authentication and cached credentials is not built at all.
 */
final class Connections {

  private static final int MOST_INTERIM_ANSWERS = 16;

  /** The longest that a connection waits for its next call. */
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  private final Pools pools;
  private final Routes routes;
  private final Duration connectTimeout;
  private final Duration responseTimeout;
  private final Platform platform;
  private final Deadlines deadlines;

  Connections(
      Pools pools,
      Routes routes,
      Duration connectTimeout,
      Duration responseTimeout,
      Platform platform) {
    this.pools = pools;
    this.routes = routes;
    this.connectTimeout = connectTimeout;
    this.responseTimeout = responseTimeout;
    this.platform = platform;
    this.deadlines = new Deadlines(platform);
  }

  /** Who ends calls. */
  Deadlines deadlines() {
    return deadlines;
  }

  /**
   * Sends a request and reads the whole answer, whose body may still be compressed.
   *
   * @param issuer whose connections it may go over; they are not shared with other issuers
   */
  HttpReply carry(Exchange exchange, ClassicHttpRequest request, String issuer)
      throws IOException, HttpException {
    HttpRoute route = routes.prepare(request, exchange.call.uri());
    if (route.getProxyHost() != null) {
      exchange.goThroughProxy(route.getProxyHost().toHostString());
    }
    CallContext context = new CallContext(exchange);
    HttpClientConnectionManager pool = pools.now();
    ConnectionEndpoint endpoint = lease(exchange, pool, route, issuer);
    TimeValue reuse = TimeValue.ZERO_MILLISECONDS;
    try {
      connect(exchange, pool, endpoint, route, context);
      ClassicHttpResponse response =
          endpoint.execute(
              "",
              request,
              (r, connection, c) -> {
                begin(exchange, (NonLoggingConnection) connection);
                return converse(r, connection);
              },
              context);
      refuseOfProxy(route, response);
      if (exchange.call.skipsBodyOf(response.getCode())) {
        return skipped(exchange, response);
      }
      HttpReply reply = Reply.read(response, exchange.call.maxBytes(), () -> expectMore(exchange));
      if (!exchange.answered()) {
        throw new InterruptedIOException("ended");
      }
      if (DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)) {
        reuse = keepAlive(response, context);
      }
      return reply;
    } finally {
      release(pool, endpoint, issuer, reuse);
    }
  }

  /**
   * RFC 9110 section 15.5.8: 407 is a proxy's; in a tunnel it would be the server's all the same.
   */
  private static void refuseOfProxy(HttpRoute route, ClassicHttpResponse response) throws Refused {
    boolean readByProxy = route.getProxyHost() != null && !route.isTunnelled();
    if (readByProxy && response.getCode() == Failures.PROXY_WANTS_PASSWORD) {
      throw new Refused(Kind.CONNECT, Failures.refusedByProxy(response.getCode()));
    }
  }

  /** An answer without its body. The connection, on which that may still be coming, is given up. */
  private static HttpReply skipped(Exchange exchange, ClassicHttpResponse response)
      throws IOException {
    if (!exchange.answered()) {
      throw new InterruptedIOException("ended");
    }
    return Reply.head(response);
  }

  /** Closes all connections. */
  void close() {
    pools.close();
  }

  private ConnectionEndpoint lease(
      Exchange exchange, HttpClientConnectionManager pool, HttpRoute route, String issuer)
      throws IOException {
    Timeout wait = within(exchange, Duration.ofNanos(Long.MAX_VALUE));
    LeaseRequest lease = pool.lease("", route, wait, issuer);
    exchange.step(lease);
    try {
      return lease.get(wait);
    } catch (InterruptedException e) {
      lease.cancel();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (TimeoutException | CancellationException | ExecutionException e) {
      lease.cancel();
      throw new SocketTimeoutException("no free connection");
    }
  }

  private void connect(
      Exchange exchange,
      HttpClientConnectionManager pool,
      ConnectionEndpoint endpoint,
      HttpRoute route,
      CallContext context)
      throws IOException, HttpException {
    if (endpoint.isConnected()) {
      exchange.connect();
      exchange.passProxy();
      return;
    }
    pool.connect(endpoint, within(exchange, connectTimeout), context);
    if (route.isTunnelled()) {
      endpoint.setSocketTimeout(within(exchange, responseTimeout));
      ClassicHttpResponse answer =
          endpoint.execute(
              "", routes.tunnel(route), (r, connection, c) -> converse(r, connection), context);
      if (answer.getCode() / 100 != 2) {
        throw new Refused(Kind.CONNECT, Failures.refusedByProxy(answer.getCode()));
      }
      exchange.passProxy();
      pool.upgrade(endpoint, context);
    }
    exchange.passProxy();
  }

  private void begin(Exchange exchange, NonLoggingConnection connection) throws Refused {
    // Silence is ended from outside: a read with a time limit costs twice as many system calls.
    connection.setSocketTimeout(Timeout.DISABLED);
    connection.serve(exchange.call.uri());
    exchange.show(connection);
    exchange.step(connection::abort);
    Duration silence = responseTimeout.plus(exchange.call.heldAnswer());
    exchange.expect(platform.ticker().nanos() + silence.toNanos());
    deadlines.watchEarlier(exchange);
    if (!exchange.call.maySend()) {
      throw new Refused(Kind.FORBIDDEN, "expected to send while the call's condition holds");
    }
    exchange.sending();
  }

  private void expectMore(Exchange exchange) {
    exchange.expect(platform.ticker().nanos() + responseTimeout.toNanos());
  }

  /** Sends a request and reads the head of its answer, behind those that are only interim. */
  static ClassicHttpResponse converse(ClassicHttpRequest request, HttpClientConnection connection)
      throws IOException, HttpException {
    connection.sendRequestHeader(request);
    if (request.getEntity() != null) {
      connection.sendRequestEntity(request);
    }
    connection.flush();
    for (int interim = 0; interim < MOST_INTERIM_ANSWERS; interim++) {
      ClassicHttpResponse answer = connection.receiveResponseHeader();
      if (answer == null) {
        throw new NoHttpResponseException("no answer");
      }
      if (answer.getCode() >= 200) {
        if (MessageSupport.canResponseHaveBody(request.getMethod(), answer)) {
          connection.receiveResponseEntity(answer);
        }
        return answer;
      }
    }
    throw new ProtocolException("too many interim answers");
  }

  /** How long a connection is kept for the next call: as the server says, but not for long. */
  static TimeValue keepAlive(ClassicHttpResponse response, CallContext context) {
    TimeValue asked =
        DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
    return TimeValue.isPositive(asked) && asked.compareTo(IDLE) > 0 ? IDLE : asked;
  }

  private void release(
      HttpClientConnectionManager pool,
      ConnectionEndpoint endpoint,
      String issuer,
      TimeValue reuse) {
    boolean kept = TimeValue.isPositive(reuse) && pools.isKept(pool);
    if (!kept) {
      endpoint.close(CloseMode.IMMEDIATE);
    }
    pool.release(endpoint, issuer, kept ? reuse : TimeValue.ZERO_MILLISECONDS);
    if (kept && !pools.isKept(pool)) {
      // Its certificate was renewed between our look and the pool's.
      Pools.closeIdle(pool);
    }
  }

  /** A time, or what is left of the call's, in milliseconds of at least one. */
  private Timeout within(Exchange exchange, Duration most) {
    long left = exchange.deadline - platform.ticker().nanos();
    long nanos = Math.min(most.toNanos(), left);
    return Timeout.ofMilliseconds(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }
}
