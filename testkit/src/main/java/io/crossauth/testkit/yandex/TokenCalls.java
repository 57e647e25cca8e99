package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.Memory.Stage;
import java.util.Map;
import java.util.Optional;

/** What the mobile apps call: cookies, x_tokens, music tokens, account, speakers. */
final class TokenCalls {

  /** Compiled into Yandex's Android apps; it names the application and protects nothing. */
  static final String PASSPORT_ID = "c0ebe342af7d48fbbbfcf2d2eedb8f9e";

  /** The password that goes with {@link #PASSPORT_ID}, as public as it. */
  static final String PASSPORT_SECRET = "ad0a908f0aa341a182a37ecd75bc319e";

  private static final String MUSIC_ID = "23cabbbdc6cd418abb4b39c32c41195d";
  private static final String MUSIC_SECRET = "53bc75238f0c4d08a118e51fe9203300";
  private static final String MOBILE = "mobileproxy.passport.yandex.net/1/bundle";

  private final Memory memory;

  TokenCalls(Memory memory) {
    this.memory = memory;
  }

  void addTo(Map<String, Handler> routes) {
    routes.put("POST " + MOBILE + "/oauth/token_by_sessionid", this::xToken);
    routes.put("POST oauth.mobile.yandex.net/1/token", this::musicToken);
    routes.put("GET " + MOBILE + "/account/short_info/", this::account);
    routes.put("POST " + MOBILE + "/auth/x_token/", this::track);
    routes.put("GET passport.yandex.ru/auth/session/", this::session);
    routes.put("GET passport.yandex.ru/auth/finish", request -> finish());
    routes.put(
        "GET passport.yandex.ru/showcaptcha",
        request -> Reply.html("<html><img src=\"/captcha.gif\"></html>"));
    routes.put("GET ya.ru/", request -> Reply.redirect(302, "https://www.yandex.ru/"));
    routes.put("GET www.yandex.ru/", request -> Reply.html("<html>Yandex</html>"));
    routes.put("GET quasar.yandex.ru/csrf_token", this::quasar);
    routes.put("GET quasar.yandex.net/glagol/token", this::glagol);
  }

  private Reply xToken(RecordedRequest request) {
    boolean site =
        request
            .header("Ya-Client-Host")
            .filter(host -> host.equals("passport.yandex.ru") || host.startsWith(".yandex."))
            .isPresent();
    return site
            && Memory.isApp(request, PASSPORT_ID, PASSPORT_SECRET)
            && memory.inSession(request.header("Ya-Client-Cookie"))
        ? Memory.ok(Map.of("status", "ok", "access_token", memory.add(memory.xTokens, "xtoken")))
        : Memory.error(200, "sessionid.invalid");
  }

  private Reply musicToken(RecordedRequest request) {
    boolean app =
        Memory.isApp(request, MUSIC_ID, MUSIC_SECRET)
            && request.formParameter("grant_type").equals(Optional.of("x-token"));
    boolean good =
        request.formParameter("access_token").filter(memory.xTokens::contains).isPresent();
    return app && good
        ? Memory.ok(
            Map.of(
                "access_token",
                memory.add(memory.musicTokens, "music"),
                "token_type",
                "bearer",
                "expires_in",
                31_536_000L))
        : Reply.json("{\"error\":\"invalid_grant\"}").status(400);
  }

  private Reply account(RecordedRequest request) {
    if (request.queryParameter("avatar_size").isEmpty()) {
      return Memory.error(200, "avatar_size.empty");
    }
    return Memory.oauth(request, "Authorization").filter(memory.xTokens::contains).isPresent()
        ? Memory.ok(
            Map.of(
                "status",
                "ok",
                "uid",
                FakeAccount.UID,
                "display_login",
                FakeAccount.LOGIN,
                "display_name",
                "Alice",
                "public_id",
                "test-public-alice",
                "gender",
                "f"))
        : Reply.json("{\"status\":\"error\",\"status_code\":401}");
  }

  private Reply track(RecordedRequest request) {
    boolean good =
        Memory.oauth(request, "Ya-Consumer-Authorization")
            .filter(memory.xTokens::contains)
            .isPresent();
    return good
        ? Memory.ok(
            Map.of(
                "status",
                "ok",
                "track_id",
                memory.track(Stage.CONFIRMED),
                "passport_host",
                "https://passport.yandex.ru"))
        : Memory.error(200, "token.invalid");
  }

  private Reply session(RecordedRequest request) {
    if (memory.hops.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return Reply.redirect(302, "https://passport.yandex.ru" + request.target());
    }
    return memory.confirmed(request.queryParameter("track_id"))
        ? Reply.redirect(302, "/auth/finish?retpath=https%3A%2F%2Fwww.yandex.ru")
        : Reply.redirect(302, "https://www.yandex.ru/");
  }

  private Reply finish() {
    return memory.withSession(Reply.redirect(302, "https://ya.ru/"));
  }

  private Reply quasar(RecordedRequest request) {
    return memory.inSession(request.header("Cookie"))
        ? Memory.ok(Map.of("status", "ok", "token", memory.add(memory.quasarTokens, "quasar")))
        : Reply.json("{\"status\":\"error\",\"code\":\"UNAUTHORIZED\"}").status(401);
  }

  private Reply glagol(RecordedRequest request) {
    boolean speaker =
        request.queryParameter("device_id").isPresent()
            && request.queryParameter("platform").isPresent();
    boolean known =
        Memory.oauth(request, "Authorization").filter(memory.musicTokens::contains).isPresent();
    return speaker && known
        ? Memory.ok(Map.of("status", "ok", "token", memory.fresh("glagol")))
        : Reply.json("{\"status\":\"error\",\"error\":\"unauthorized\"}").status(403);
  }
}
