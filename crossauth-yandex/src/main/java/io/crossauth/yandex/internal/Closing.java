package io.crossauth.yandex.internal;

import io.crossauth.error.TransportException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import java.io.IOException;

/**
 * A transport that can be closed without closing the one below: a client that was handed its
 * transport ends like one that has made its own.
 */
public final class Closing implements HttpTransport, AutoCloseable {

  private final HttpTransport next;
  private volatile boolean closed;

  /** Puts it in front of a transport. */
  public Closing(HttpTransport next) {
    this.next = next;
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    if (closed) {
      throw new TransportException(
          TransportException.Kind.CLOSED, call.uri(), false, "the client has been closed", null);
    }
    // A call that is under way is left to end: its answer may be the one good refresh token.
    return next.send(call);
  }

  @Override
  public void close() {
    closed = true;
  }
}
