package io.crossauth.yandex.internal.qr;

import io.crossauth.client.token.PollAnswer;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.internal.page.CsrfPage;
import io.crossauth.yandex.login.QrSession;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** The calls of a QR login, one by one, in the way of the web page. */
public final class QrLogin {

  private static final String FINISHED = "otp_auth_finished";

  private final PassportCalls calls;
  private final LegacyQrLogin legacy;

  /** Creates the calls. */
  public QrLogin(PassportCalls calls) {
    this.calls = calls;
    this.legacy = new LegacyQrLogin(calls);
  }

  /** Begins a login with cookies of its own. */
  public BegunQrLogin start(QrChain chain) {
    CookieJar jar = new CookieJar(calls.platform());
    return chain == QrChain.LEGACY ? legacy.start(jar) : start(jar);
  }

  private BegunQrLogin start(CookieJar jar) {
    Secret csrf = csrf(calls, Endpoints.LOGIN_PAGE, jar);
    Answer state =
        calls.json(
            PassportCalls.postJson(
                    Endpoints.bff("/auth/password/submit"),
                    Map.of("retpath", "https://passport.yandex.ru/profile"))
                .withHeaders(pageHeaders(csrf)),
            jar);
    String trackId = state.requireText("track_id");
    Answer code =
        calls.json(
            HttpCall.post(
                    Endpoints.bff("/auth/magic/code"),
                    Form.of("location_id", "0")
                        .plus("magic_track_id", trackId)
                        .plus("track_id", ""))
                .withHeaders(pageHeaders(csrf)),
            jar);
    URI link = link(code);
    return new BegunQrLogin(QrChain.WEB, trackId, csrf, link, state.members(), jar);
  }

  /** A phone will open it. */
  private URI link(Answer code) {
    try {
      URI link = new URI(code.requireText("link"));
      if (calls.hosts().allows(link)) {
        return link;
      }
    } catch (URISyntaxException e) {
      throw badLink(code);
    }
    throw badLink(code);
  }

  private static YandexAuthFailedException badLink(Answer code) {
    return new YandexAuthFailedException(
        "link: expected an https address on a host of the list, found a different one",
        code.uri(),
        code.status());
  }

  /**
   * Asks once whether the code was confirmed.
   *
   * @return what {@link #collect} needs
   */
  public PollAnswer<String> poll(QrSession begun) {
    BegunQrLogin session = ours(begun);
    if (session.chain() == QrChain.LEGACY) {
      return legacy.poll(session);
    }
    Answer answer =
        calls.json(
            PassportCalls.postJson(Endpoints.bff("/auth/magic/code/status"), session.authState())
                .withHeader("X-CSRF-Token", session.csrfToken().reveal()),
            session.jar());
    QrEnding.check(answer);
    if (!answer.text("state").equals(Optional.of(FINISHED))) {
      return new PollAnswer.Pending<>();
    }
    return new PollAnswer.Done<>(answer.requireText("trackId"));
  }

  /**
   * Gets the cookies of a login that was confirmed.
   *
   * @throws InvalidCredentialsException if none came; those of an earlier login are never used
   */
  public CookieJar collect(QrSession begun, String confirmed) {
    BegunQrLogin session = ours(begun);
    if (session.chain() == QrChain.WEB) {
      calls
          .json(
              HttpCall.post(Endpoints.bff("/sessions/get_session"), Form.of("track_id", confirmed))
                  .withHeader("X-CSRF-Token", session.csrfToken().reveal()),
              session.jar())
          .refuseServerError();
    }
    return cookies(session);
  }

  /** The cookies that the login has, if somebody is logged in by them. */
  public CookieJar cookies(QrSession begun) {
    BegunQrLogin session = ours(begun);
    if (!session.jar().hasSession(Endpoints.PASSPORT)) {
      throw new InvalidCredentialsException(
          "QR login: expected session cookies, found none", Endpoints.PASSPORT, 0);
    }
    return session.jar();
  }

  private static BegunQrLogin ours(QrSession session) {
    if (session instanceof BegunQrLogin begun) {
      return begun;
    }
    throw new YandexAuthFailedException(
        "QR session: expected one that startQrLogin gave, found one made by hand", null, 0);
  }

  /** The token of a page. */
  public static Secret csrf(PassportCalls calls, URI page, CookieJar jar) {
    return CsrfPage.find(calls.page(page, jar))
        .map(Secret::of)
        .orElseThrow(
            () ->
                YandexAuthFailedException.csrfMissing(
                    "expected a token against forged requests in the page, found none", page, 0));
  }

  /** What the page's own calls carry. */
  public static Headers pageHeaders(Secret csrf) {
    return Headers.of("X-CSRF-Token", csrf.reveal())
        .plus("Origin", "https://passport.yandex.ru")
        .plus("Referer", "https://passport.yandex.ru/pwl-yandex");
  }
}
