package io.crossauth.http;

import io.crossauth.error.TransportException;
import io.crossauth.internal.http.Loopback;
import java.net.URI;

/** Lets https through, and plain http to this machine itself. */
final class HttpsOnly implements HttpTransport {

  private static final String HINT = "the policy httpsOnly has no exception";

  private final HttpTransport next;

  HttpsOnly(HttpTransport next) {
    this.next = next;
  }

  @Override
  public HttpReply send(HttpCall call) {
    check(call.uri(), HINT);
    return next.exchange(call);
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return new HttpsOnly(next.forIssuer(issuer));
  }

  /** Refuses what is not safe; the hint says what else there is. */
  static void check(URI uri, String hint) {
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    boolean safe =
        "https".equalsIgnoreCase(uri.getScheme()) || (plain && Loopback.is(uri.getHost()));
    if (!safe) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          uri,
          false,
          "expected https (plain http is for loopback hosts only), found "
              + uri.getScheme()
              + (plain ? "; " + hint : ""),
          null);
    }
  }
}
