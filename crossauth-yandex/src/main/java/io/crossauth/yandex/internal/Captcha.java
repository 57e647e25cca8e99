package io.crossauth.yandex.internal;

import io.crossauth.http.HttpReply;
import io.crossauth.yandex.error.CaptchaRequiredException;
import java.net.URI;

/** Notices that Yandex wants a captcha solved: a header says so, or the redirect leads to it. */
final class Captcha {

  private static final String PAGE = "/showcaptcha";

  private Captcha() {}

  static void refuse(URI uri, HttpReply reply) {
    boolean asked =
        reply.headers().first("X-Yandex-Captcha").isPresent()
            || reply.headers().first("Location").filter(Captcha::leadsThere).isPresent();
    if (asked) {
      throw required(uri, reply.status());
    }
  }

  static CaptchaRequiredException required(URI uri, int status) {
    return new CaptchaRequiredException(
        "Yandex wants a captcha solved; open passport.yandex.ru in a browser, or wait",
        uri,
        status);
  }

  private static boolean leadsThere(String location) {
    int query = location.indexOf('?');
    String place = query < 0 ? location : location.substring(0, query);
    return place.endsWith(PAGE) || place.endsWith(PAGE + "/");
  }
}
