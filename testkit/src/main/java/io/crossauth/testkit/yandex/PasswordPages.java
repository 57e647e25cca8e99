package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport.SecondFactor;
import io.crossauth.testkit.yandex.Memory.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Login with a password, a second factor, a captcha or a letter. */
final class PasswordPages {

  private static final String BFF = "POST passport.yandex.ru/pwl-yandex/api/passport";
  private static final String OLDER = "POST passport.yandex.ru/registration-validations";

  private final Memory memory;
  private volatile SecondFactor factor = SecondFactor.NONE;

  PasswordPages(Memory memory) {
    this.memory = memory;
  }

  void want(SecondFactor wanted) {
    factor = wanted;
  }

  void addTo(Map<String, Handler> routes) {
    routes.put(BFF + "/track/create", request -> Memory.ok(Map.of("id", memory.track(Stage.OPEN))));
    routes.put(BFF + "/auth/multistep_start", this::start);
    routes.put(BFF + "/auth/multistep_password", this::password);
    routes.put(BFF + "/auth/rfc-otp", request -> code(request, "otp"));
    routes.put(BFF + "/auth/suggest-send-push", request -> Memory.ok(Map.of("status", "ok")));
    routes.put(BFF + "/auth/check-push-code", request -> code(request, "code"));
    routes.put(OLDER + "/phone-confirm-code-submit", request -> Memory.ok(Map.of("status", "ok")));
    routes.put(
        OLDER + "/phone-confirm-code",
        request ->
            request.formParameter("code").equals(Optional.of(FakeAccount.CODE))
                ? Memory.ok(Map.of("status", "ok"))
                : Memory.error(200, "code.invalid"));
    routes.put(
        OLDER + "/multi-step-commit-sms-code",
        request -> confirmed(request.formParameter("track_id")));
    routes.put(
        OLDER + "/textcaptcha",
        request ->
            Memory.ok(
                Map.of(
                    "key",
                    memory.fresh("captcha"),
                    "image_url",
                    "https://ext.captcha.yandex.net/image?key=1")));
    routes.put(OLDER + "/checkHuman", this::checkHuman);
    routes.put(OLDER + "/auth/send_magic_letter", request -> Memory.ok(Map.of("status", "ok")));
    routes.put("POST passport.yandex.ru/auth/letter/status/", this::letter);
  }

  /** A form is the first step of the earlier QR login. */
  private Reply start(RecordedRequest request) {
    if (!request.header("Content-Type").orElse("").startsWith("application/json")) {
      return Memory.ok(Map.of("status", "ok", "track_id", memory.track(Stage.OPEN)));
    }
    if (!FakeAccount.LOGIN.equals(request.json().get("login"))) {
      return Memory.ok(Map.of("track_id", memory.track(Stage.OPEN), "can_register", true));
    }
    return Memory.ok(
        Map.of(
            "track_id",
            request.json().get("track_id"),
            "can_authorize",
            true,
            "can_register",
            false,
            "auth_methods",
            List.of("password", "magic_link"),
            "is_rfc_2fa_enabled",
            factor == SecondFactor.TOTP));
  }

  private Reply password(RecordedRequest request) {
    if (factor == SecondFactor.CAPTCHA) {
      return Memory.error(200, "captcha.required");
    }
    if (!FakeAccount.PASSWORD.equals(request.json().get("password"))) {
      return Memory.error(200, "password.not_matched");
    }
    return switch (factor) {
      case TOTP -> Memory.ok(Map.of("state", "rfc_totp"));
      case CHALLENGE -> Memory.ok(Map.of("state", "auth_challenge"));
      default -> confirmed(Optional.of(String.valueOf(request.json().get("track_id"))));
    };
  }

  private Reply code(RecordedRequest request, String member) {
    return FakeAccount.CODE.equals(request.json().get(member))
        ? confirmed(Optional.of(String.valueOf(request.json().get("track_id"))))
        : Memory.error(200, "code.invalid");
  }

  private Reply checkHuman(RecordedRequest request) {
    if (!request.formParameter("answer").equals(Optional.of(FakeAccount.CAPTCHA))) {
      return Memory.error(200, "captcha.not_matched");
    }
    factor = SecondFactor.NONE;
    return Memory.ok(Map.of("status", "ok"));
  }

  private Reply letter(RecordedRequest request) {
    return Memory.ok(
        Map.of(
            "status",
            "ok",
            "magic_link_confirmed",
            memory.confirmed(request.formParameter("track_id"))));
  }

  private Reply confirmed(Optional<String> track) {
    if (track.filter(memory.tracks::containsKey).isEmpty()) {
      return Memory.error(200, "track.not_found");
    }
    memory.tracks.put(track.get(), Stage.CONFIRMED);
    return Memory.ok(Map.of("status", "ok"));
  }
}
