package io.crossauth.http;

import io.crossauth.error.TransportException;
import io.crossauth.internal.http.Loopback;
import java.net.URI;

/** Lets https through, and plain http to this machine itself. */
final class HttpsOnly implements HttpTransport {

  private final HttpTransport next;

  HttpsOnly(HttpTransport next) {
    this.next = next;
  }

  @Override
  public HttpReply send(HttpCall call) {
    check(call.uri());
    return next.exchange(call);
  }

  static void check(URI uri) {
    boolean safe =
        "https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.is(uri.getHost()));
    if (!safe) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          uri,
          false,
          "expected https (plain http is for loopback hosts only), found " + uri.getScheme(),
          null);
    }
  }
}
