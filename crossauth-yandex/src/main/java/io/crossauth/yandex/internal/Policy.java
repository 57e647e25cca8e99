package io.crossauth.yandex.internal;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.http.RetryAfter;
import io.crossauth.platform.Platform;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexNetworkException;
import java.time.Duration;

/**
 * What every call to Yandex obeys: the list of hosts, the pace, the time, and that every failure is
 * one of ours.
 */
public final class Policy implements HttpTransport {

  private static final int TOO_MANY_REQUESTS = 429;

  private final HostRule hosts;
  private final HttpTransport paced;
  private final Headers headers;
  private final Duration time;
  private final Platform platform;

  /**
   * Puts the rules in front of a transport.
   *
   * @param interval the least time between the beginnings of two calls
   * @param time the most time for one call, once it is its turn
   */
  public Policy(
      HttpTransport transport,
      HostRule hosts,
      String userAgent,
      Duration interval,
      Duration time,
      Platform platform) {
    this.hosts = hosts;
    this.paced = new Pace(transport, interval, platform);
    this.headers = Headers.of("User-Agent", userAgent);
    this.time = time;
    this.platform = platform;
  }

  @Override
  public HttpReply send(HttpCall call) {
    hosts.check(call.uri());
    HttpReply reply = sent(call);
    if (reply.status() == TOO_MANY_REQUESTS) {
      throw new RateLimitedException(
          call.uri(),
          RetryAfter.of(reply.headers().first("Retry-After"), platform.now()).orElse(null));
    }
    return reply;
  }

  private HttpReply sent(HttpCall call) {
    HttpCall ready = call.withHeaders(headers.overriddenBy(call.headers()));
    try {
      // Its body says nothing that the status does not, and may be anything.
      HttpCall whole = ready.withoutBodyOf(TOO_MANY_REQUESTS);
      return paced.exchange(call.timeout().isPresent() ? whole : whole.withTimeout(time));
    } catch (TransportException e) {
      throw new YandexNetworkException(call.uri(), e);
    } catch (CrossauthException e) {
      throw e;
    } catch (RuntimeException e) {
      // A transport of the caller's: its message and causes may hold what was sent.
      throw new YandexNetworkException(
          "the transport failed: " + e.getClass().getSimpleName(), call.uri(), 0);
    }
  }
}
