package io.crossauth.yandex.internal;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.text.Printable;
import io.crossauth.yandex.error.YandexNetworkException;
import java.util.Set;

/** For calls that are answered with JSON, and by no redirect. */
final class PlainAnswers implements HttpTransport {

  static final int MAX_JSON = 1024 * 1024;

  private static final Set<String> JSON =
      Set.of("application/json", "application/x-javascript", "text/json");

  private final HttpTransport next;

  PlainAnswers(HttpTransport next) {
    this.next = next;
  }

  @Override
  public HttpReply send(HttpCall call) {
    HttpReply reply = next.exchange(call.withMaxBytes(MAX_JSON));
    refuseRedirect(call, reply);
    String type = reply.mediaType().orElse("none");
    if (!JSON.contains(type)) {
      throw new YandexNetworkException(
          "expected JSON, found the content type " + Printable.of(type, 80),
          call.uri(),
          reply.status());
    }
    Headers json = reply.headers().with("Content-Type", "application/json");
    return new HttpReply(reply.status(), json, reply.body());
  }

  static void refuseRedirect(HttpCall call, HttpReply reply) {
    Captcha.refuse(call.uri(), reply);
    if (reply.status() >= 300 && reply.status() < 400) {
      throw new YandexNetworkException(
          "expected an answer, found a redirect", call.uri(), reply.status());
    }
  }
}
