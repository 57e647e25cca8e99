package io.crossauth.http;

import io.crossauth.error.CrossauthException;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells a listener of every call. */
final class Observed implements HttpTransport {

  private final HttpTransport next;
  private final HttpListener listener;
  private final Ticker ticker;

  Observed(HttpTransport next, HttpListener listener, Ticker ticker) {
    this.next = next;
    this.listener = listener;
    this.ticker = ticker;
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return new Observed(next.forIssuer(issuer), listener, ticker);
  }

  @Override
  public HttpReply send(HttpCall call) {
    long begin = ticker.nanos();
    HttpReply reply;
    try {
      reply = next.exchange(call);
    } catch (CrossauthException e) {
      tell(call, OptionalInt.empty(), Optional.of(e.code()), begin);
      throw e;
    }
    tell(call, OptionalInt.of(reply.status()), Optional.empty(), begin);
    return reply;
  }

  private void tell(HttpCall call, OptionalInt status, Optional<String> failure, long begin) {
    Duration took = Duration.ofNanos(ticker.nanos() - begin);
    try {
      listener.ended(
          new HttpListener.Exchange(call.method(), call.endpoint(), status, failure, took));
    } catch (RuntimeException e) {
      // A counter that fails must not fail a login.
    }
  }
}
