package io.crossauth.http;

import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Set;

/**
 * The policies that can be put in front of a transport. Each gives a transport again, so they
 * stack: the one put on last sees a call first. None closes the transport behind it.
 */
public final class HttpPolicy {

  private HttpPolicy() {}

  /**
   * Refuses every address that is not https, but for plain http to this machine itself ({@code
   * localhost}, 127.0.0.0/8, {@code [::1]}).
   *
   * <p>A refusal is a {@link io.crossauth.error.TransportException} of kind {@code FORBIDDEN}.
   *
   * @param transport the transport that sends what is allowed
   * @return a transport with this policy
   */
  public static HttpTransport httpsOnly(HttpTransport transport) {
    return new HttpsOnly(transport);
  }

  /**
   * Refuses every host that is not on the list.
   *
   * <p>A refusal is a {@link io.crossauth.error.TransportException} of kind {@code FORBIDDEN}.
   *
   * @param transport the transport that sends what is allowed
   * @param hosts host names as addresses have them, in any case. {@code id.example.com} allows the
   *     default port of the scheme alone, {@code id.example.com:8443} that port
   * @return a transport with this policy
   * @throws IllegalArgumentException if an entry is empty or has more than a host and a port
   */
  public static HttpTransport onlyHosts(HttpTransport transport, Set<String> hosts) {
    return new OnlyHosts(transport, hosts);
  }

  /**
   * Lets at least some time pass between the beginnings of two calls, whichever threads make them.
   *
   * <p>A call waits for its turn, and the wait is part of its time. When its turn comes too late
   * for that (a minute, where the call has no time of its own), it fails at once with a {@link
   * io.crossauth.error.TransportException} of kind {@code TIMEOUT} that has sent nothing.
   *
   * @param transport the transport that sends what is allowed
   * @param interval the least time between two beginnings, more than zero and a day at most
   * @param platform ticker, scheduler and chance
   * @return a transport with this policy
   */
  public static HttpTransport paced(HttpTransport transport, Duration interval, Platform platform) {
    return new Paced(transport, interval, platform);
  }

  /**
   * Repeats what is safe to repeat.
   *
   * <p>GET and HEAD are repeated after a failure that may pass and after HTTP 429, 502, 503 and
   * 504; any other method only if nothing of it was sent. Between two attempts it waits 0.2 s,
   * doubled each time up to 5 s, less up to half of it by chance; or as long as the server's {@code
   * Retry-After} says. All attempts and waits together last as long as the call's own time (30 s
   * where it has none); a wait that does not fit in is not begun, and the last outcome stands.
   *
   * @param transport the transport that sends what is allowed
   * @param attempts how often to try in all, from 1
   * @param platform ticker, scheduler and chance
   * @return a transport with this policy
   */
  public static HttpTransport retrying(HttpTransport transport, int attempts, Platform platform) {
    return new Retrying(transport, attempts, platform);
  }

  /**
   * Tells a listener of every call when it is over: for metrics and logs.
   *
   * @param transport the transport that sends what is allowed
   * @param listener who is told
   * @return a transport with this policy
   * @see HttpListener
   */
  public static HttpTransport observed(HttpTransport transport, HttpListener listener) {
    return observed(transport, listener, Platform.system());
  }

  /**
   * Tells a listener of every call when it is over, by the ticker of this platform.
   *
   * @param transport the transport that sends what is allowed
   * @param listener who is told
   * @param platform ticker, scheduler and chance
   * @return a transport with this policy
   */
  public static HttpTransport observed(
      HttpTransport transport, HttpListener listener, Platform platform) {
    return new Observed(transport, listener, platform.ticker());
  }
}
