package io.crossauth.yandex.internal.exchange;

import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import java.net.URI;
import java.util.Optional;

/** Exchanges an x_token for session cookies, as a browser that has logged in would have. */
public final class PassportCookies {

  private static final URI SITE = URI.create("https://yandex.ru/");

  private final PassportCalls calls;

  /** Creates the calls. */
  public PassportCookies(PassportCalls calls) {
    this.calls = calls;
  }

  /**
   * Exchanges an x_token.
   *
   * @return fresh cookies, with those of no earlier session among them
   * @throws InvalidCredentialsException if Passport does not take the x_token
   * @throws CaptchaRequiredException if Passport wants a captcha solved, or gave no session
   */
  public CookieJar of(Secret xToken) {
    // retpath on www.yandex.ru, or the cookies stay on Passport's own host.
    Answer answer =
        calls.json(
            HttpCall.post(
                    Endpoints.X_TOKEN_TRACK,
                    Form.of("type", "x-token").plus("retpath", "https://www.yandex.ru"))
                .withHeader("Ya-Consumer-Authorization", "OAuth " + xToken.reveal()));
    String track = track(answer);
    // The answer also names a host to go on at; whoever forges it would get the session.
    URI start =
        URI.create("https://passport.yandex.ru/auth/session/?track_id=" + Form.encode(track));
    CookieJar jar = new CookieJar(calls.platform());
    URI end = calls.follow(start, Headers.none(), jar);
    if (!jar.hasSession(SITE)) {
      throw new CaptchaRequiredException(
          "expected session cookies for all of Yandex, found none; Passport may want a captcha"
              + " solved in a browser",
          end,
          0);
    }
    return jar;
  }

  private static String track(Answer answer) {
    answer.refuseServerError();
    Optional<String> track = answer.text("track_id");
    if (answer.refused() || !answer.text("status").equals(Optional.of("ok")) || track.isEmpty()) {
      throw new InvalidCredentialsException(
          "x_token: expected a track for it, found none" + answer.markers(),
          answer.uri(),
          answer.status());
    }
    return track.get();
  }
}
