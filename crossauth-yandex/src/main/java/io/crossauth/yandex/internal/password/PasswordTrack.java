package io.crossauth.yandex.internal.password;

import io.crossauth.http.Form;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.login.PasswordLoginOutcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Function;

/** One password login: its track at Passport, its cookies, and where it stands. */
final class PasswordTrack {

  private static final String CAPTCHA = "captcha.required";

  private final PasswordCalls calls;
  private final Function<CookieJar, PassportCredentials> completion;
  private final String trackId;
  private final boolean totp;
  private final List<?> methods;

  private PasswordTrack(
      PasswordCalls calls, Function<CookieJar, PassportCredentials> completion, Answer start) {
    this.calls = calls;
    this.completion = completion;
    this.trackId = start.requireText("track_id");
    this.totp = Boolean.TRUE.equals(start.members().get("is_rfc_2fa_enabled"));
    this.methods = start.members().get("auth_methods") instanceof List<?> list ? list : List.of();
  }

  static PasswordTrack begin(
      PassportCalls passport, Function<CookieJar, PassportCredentials> completion, String login) {
    PasswordCalls calls = PasswordCalls.begin(passport);
    String id = calls.page("/track/create").requireText("id");
    Answer start = calls.page("/auth/multistep_start", "login", login, "track_id", id);
    if (Boolean.TRUE.equals(start.members().get("can_register"))
        || Boolean.FALSE.equals(start.members().get("can_authorize"))) {
      throw new InvalidCredentialsException(
          "login: expected that of an account, found one that nobody has",
          start.uri(),
          start.status());
    }
    return new PasswordTrack(calls, completion, start);
  }

  Platform platform() {
    return calls.passport().platform();
  }

  PasswordLoginOutcome password(Secret password) {
    if (!methods.isEmpty() && !methods.contains("password")) {
      throw new YandexAuthFailedException(
          "account: expected one that logs in by password, found one that does not", null, 0);
    }
    Answer answer =
        calls.page("/auth/multistep_password", "track_id", trackId, "password", password.reveal());
    return answer.hasError(CAPTCHA) ? fetchCaptcha() : next(answer);
  }

  PasswordLoginOutcome totp(Secret code) {
    return next(calls.page("/auth/rfc-otp", "track_id", trackId, "otp", code.reveal()), false);
  }

  PasswordLoginOutcome.CodeRequired sendPush() {
    accepted(calls.page("/auth/suggest-send-push", "track_id", trackId));
    return new PasswordLoginOutcome.CodeRequired(this::pushCode);
  }

  PasswordLoginOutcome pushCode(Secret code) {
    return next(
        calls.page("/auth/check-push-code", "track_id", trackId, "code", code.reveal()), false);
  }

  PasswordLoginOutcome.CodeRequired sendSms() {
    accepted(calls.older("/phone-confirm-code-submit", track().plus("mode", "tracked")));
    return new PasswordLoginOutcome.CodeRequired(this::smsCode);
  }

  PasswordLoginOutcome smsCode(Secret code) {
    known(calls.older("/phone-confirm-code", track().plus("mode", "tracked").plus("code", code)));
    return next(
        calls.older(
            "/multi-step-commit-sms-code",
            track().plus("retpath", "https://passport.yandex.ru/profile")),
        false);
  }

  PasswordLoginOutcome captcha(Secret key, String text, Secret password) {
    Answer checked = calls.older("/checkHuman", track().plus("key", key).plus("answer", text));
    return checked.refused() ? fetchCaptcha() : password(password);
  }

  PasswordLoginOutcome.LetterSent sendLetter() {
    if (!methods.contains("magic_link")) {
      throw new YandexAuthFailedException(
          "account: expected one that logs in by letter, found one that does not", null, 0);
    }
    Answer answer = calls.older("/auth/send_magic_letter", track());
    if (answer.hasError(CAPTCHA)) {
      throw new CaptchaRequiredException(
          "Passport wants a captcha solved before it sends a letter",
          answer.uri(),
          answer.status());
    }
    accepted(answer);
    return new LetterPolling(this).step();
  }

  /** The sources disagree how this is said; both ways are understood. */
  boolean letterOpened() {
    Answer answer = calls.letterStatus(trackId);
    accepted(answer);
    return Boolean.TRUE.equals(answer.members().get("magic_link_confirmed"))
        || "magic_link_confirmed".equals(answer.members().get("status"));
  }

  PasswordLoginOutcome.SignedIn signedIn() {
    accepted(calls.page("/sessions/get_session", "track_id", trackId));
    if (!calls.jar().hasSession(Endpoints.PASSPORT)) {
      throw new InvalidCredentialsException(
          "login: expected session cookies, found none", Endpoints.PASSPORT, 0);
    }
    return new PasswordLoginOutcome.SignedIn(completion.apply(calls.jar()));
  }

  private PasswordLoginOutcome next(Answer answer) {
    return next(answer, totp);
  }

  private PasswordLoginOutcome next(Answer answer, boolean totpToo) {
    known(answer);
    if (answer.text("redirect_url").isPresent()) {
      throw new YandexAuthFailedException(
          "account: expected one that logs in here, found one that Passport sends elsewhere",
          answer.uri(),
          answer.status());
    }
    String state = answer.text("state").orElse("");
    if (state.equals("auth_challenge")) {
      return new PasswordLoginOutcome.ChallengeRequired(this::sendPush, this::sendSms);
    }
    return totpToo || state.startsWith("rfc_")
        ? new PasswordLoginOutcome.TotpRequired(this::totp)
        : signedIn();
  }

  private PasswordLoginOutcome fetchCaptcha() {
    Answer answer = calls.older("/textcaptcha", track());
    String image = answer.text("image_url").or(() -> answer.text("captcha_url")).orElse("");
    try {
      URI address = new URI(image);
      if ("https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
        Secret key = Secret.of(answer.requireText("key"));
        return new PasswordLoginOutcome.CaptchaRequired(
            address, (text, password) -> captcha(key, text, password));
      }
    } catch (URISyntaxException e) {
      throw noCaptcha(answer);
    }
    throw noCaptcha(answer);
  }

  private Form track() {
    return Form.of("track_id", trackId);
  }

  /** What the user has said was right. */
  private static void known(Answer answer) {
    if (answer.refused()) {
      throw new InvalidCredentialsException(
          "password or code: expected the right one, found one that Passport refuses"
              + answer.markers(),
          answer.uri(),
          answer.status());
    }
  }

  /** What we have asked for was done. */
  private static void accepted(Answer answer) {
    if (answer.refused()) {
      throw new YandexAuthFailedException(
          "Passport refuses this step" + answer.markers(), answer.uri(), answer.status());
    }
  }

  private static YandexAuthFailedException noCaptcha(Answer answer) {
    return new YandexAuthFailedException(
        "captcha: expected the https address of a picture, found none",
        answer.uri(),
        answer.status());
  }
}
