package io.crossauth.yandex.internal.qr;

import io.crossauth.client.token.PollAnswer;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.Marker;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import java.net.URI;
import java.util.Map;

/** The calls of a QR login as they were before the web page's: a track of its own, forms alone. */
final class LegacyQrLogin {

  private static final URI STATUS = URI.create("https://passport.yandex.ru/auth/new/magic/status/");

  private final PassportCalls calls;

  LegacyQrLogin(PassportCalls calls) {
    this.calls = calls;
  }

  BegunQrLogin start(CookieJar jar) {
    Secret page = QrLogin.csrf(calls, Endpoints.APP_PAGE, jar);
    Headers headers = QrLogin.pageHeaders(page);
    String trackId =
        post("/auth/multistep_start", Form.empty(), headers, jar).requireText("track_id");
    Form submit =
        Form.of("track_id", trackId)
            .plus("with_code", "1")
            .plus("retpath", "https://passport.yandex.ru/profile");
    Answer answer = post("/auth/password/submit", submit, headers, jar);
    if (answer.members().get("status") instanceof String status && !status.equals("ok")) {
      throw new YandexAuthFailedException(
          "status: expected ok, found " + Marker.of(status) + answer.markers(),
          answer.uri(),
          answer.status());
    }
    Secret csrf = Secret.of(answer.requireText("csrf_token"));
    URI url =
        URI.create("https://passport.yandex.ru/auth/magic/code/?track_id=" + Form.encode(trackId));
    return new BegunQrLogin(QrChain.LEGACY, trackId, csrf, url, Map.of(), jar);
  }

  /** The cookies come with the answer that says yes. */
  PollAnswer<String> poll(BegunQrLogin session) {
    Form form =
        Form.empty().plus("csrf_token", session.csrfToken()).plus("track_id", session.trackId());
    Answer answer = calls.json(HttpCall.post(STATUS, form), session.jar());
    QrEnding.check(answer);
    return "ok".equals(answer.members().get("status"))
        ? new PollAnswer.Done<>(session.trackId())
        : new PollAnswer.Pending<>();
  }

  private Answer post(String path, Form form, Headers headers, CookieJar jar) {
    return calls.json(HttpCall.post(Endpoints.bff(path), form).withHeaders(headers), jar);
  }
}
