package io.crossauth.yandex.internal;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.cookie.CookieJar;
import java.net.URI;

/** Follows redirects one by one: the cookies that they set are what is wanted. */
final class Redirects {

  private static final int MOST = 10;

  private final HttpTransport policy;
  private final HostRule hosts;
  private final CookieJar jar;

  Redirects(HttpTransport policy, HostRule hosts, CookieJar jar) {
    this.policy = policy;
    this.hosts = hosts;
    this.jar = jar;
  }

  URI follow(URI start, Headers first) {
    URI current = start;
    Headers headers = first;
    for (int made = 0; made <= MOST; made++) {
      HttpCall call = HttpCall.get(current).withHeaders(headers);
      call = PassportCalls.withCookies(call, jar).withMaxBytes(PassportCalls.MAX_PAGE);
      HttpReply reply = policy.exchange(call);
      jar.take(current, reply);
      Captcha.refuse(current, reply);
      if (reply.status() < 300 || reply.status() >= 400) {
        return arrived(call, reply);
      }
      current = target(current, reply);
      headers = Headers.none();
    }
    throw new YandexNetworkException(
        "expected at most " + MOST + " redirects, found more", start, 0);
  }

  private static URI arrived(HttpCall call, HttpReply reply) {
    if (reply.status() >= 400) {
      throw new YandexNetworkException(
          "expected a page, found an error", call.uri(), reply.status());
    }
    String unused = PassportCalls.text(call, reply);
    return call.uri();
  }

  private URI target(URI current, HttpReply reply) {
    String location = reply.headers().first("Location").orElse("");
    if (location.isBlank()) {
      throw new YandexNetworkException(
          "expected a redirect with a Location, found none", current, reply.status());
    }
    URI target =
        Location.resolve(current, location)
            .orElseThrow(
                () ->
                    new YandexNetworkException(
                        "expected a redirect with a Location, found one that is no address",
                        current,
                        reply.status()));
    hosts.check(target);
    return target;
  }
}
