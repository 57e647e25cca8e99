package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.yandex.Memory.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The login page, and QR logins in both of its ways. */
final class QrPages {

  private static final String BFF = "POST passport.yandex.ru/pwl-yandex/api/passport";

  private final Memory memory;

  QrPages(Memory memory) {
    this.memory = memory;
  }

  void addTo(Map<String, Handler> routes) {
    routes.put("GET passport.yandex.ru/pwl-yandex", request -> page("window.__CSRF__ = \"%s\";"));
    routes.put("GET passport.yandex.ru/am", request -> page("cfg = {\"csrf_token\": \"%s\"};"));
    routes.put(BFF + "/auth/password/submit", this::submit);
    routes.put(BFF + "/auth/magic/code", this::code);
    routes.put(BFF + "/auth/magic/code/status", this::status);
    routes.put(BFF + "/sessions/get_session", this::session);
    routes.put("POST passport.yandex.ru/auth/new/magic/status/", this::legacyStatus);
  }

  private Reply page(String script) {
    String csrf = memory.add(memory.csrfTokens, "csrf");
    return Reply.html("<html><script>" + script.replace("%s", csrf) + "</script></html>")
        .addHeader(
            "Set-Cookie",
            "yandexuid=" + memory.fresh("uid") + "; Domain=.yandex.ru; Path=/; Secure");
  }

  boolean fromPage(RecordedRequest request) {
    return request.header("X-CSRF-Token").filter(memory.csrfTokens::contains).isPresent();
  }

  private Reply submit(RecordedRequest request) {
    if (!fromPage(request)) {
      return Memory.error(403, "csrf.invalid");
    }
    if (request.header("Content-Type").orElse("").startsWith("application/json")) {
      String track = memory.track(Stage.OPEN);
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("status", "ok");
      state.put("track_id", track);
      state.put("csrf_token", memory.add(memory.csrfTokens, "csrf"));
      state.put("options", Map.of("flags", List.of("a", 2L, true)));
      state.put("version", 3L);
      state.put("weight", 0.5);
      memory.states.put(track, state);
      return Memory.ok(state);
    }
    return request.formParameter("track_id").filter(memory.tracks::containsKey).isPresent()
        ? Memory.ok(Map.of("status", "ok", "csrf_token", memory.add(memory.csrfTokens, "csrf")))
        : Memory.error(200, "track_id.invalid");
  }

  private Reply code(RecordedRequest request) {
    String track = request.formParameter("magic_track_id").orElse("");
    return fromPage(request) && memory.tracks.containsKey(track)
        ? Memory.ok(Map.of("link", "https://passport.yandex.ru/auth/magic/code/?track_id=" + track))
        : Memory.error(200, "track_id.invalid");
  }

  private Reply status(RecordedRequest request) {
    Map<String, Object> state = request.json();
    String track = String.valueOf(state.get("track_id"));
    boolean asGiven =
        memory.states.containsKey(track)
            && Json.readObject(Json.write(memory.states.get(track))).equals(state);
    if (!fromPage(request) || !asGiven) {
      return Memory.error(400, "state.invalid");
    }
    return memory.confirmed(Optional.of(track))
        ? Memory.ok(Map.of("state", "otp_auth_finished", "trackId", track))
        : Memory.ok(Map.of());
  }

  private Reply session(RecordedRequest request) {
    boolean json = request.header("Content-Type").orElse("").startsWith("application/json");
    Optional<String> track =
        json
            ? Optional.of(String.valueOf(request.json().get("track_id")))
            : request.formParameter("track_id");
    return fromPage(request) && memory.confirmed(track)
        ? memory.withSession(Memory.ok(Map.of("status", "ok", "default_uid", FakeAccount.UID)))
        : Memory.error(200, "track.invalid_state");
  }

  private Reply legacyStatus(RecordedRequest request) {
    boolean ours =
        request.formParameter("csrf_token").filter(memory.csrfTokens::contains).isPresent();
    return ours && memory.confirmed(request.formParameter("track_id"))
        ? memory.withSession(Memory.ok(Map.of("status", "ok")))
        : Memory.ok(Map.of());
  }
}
