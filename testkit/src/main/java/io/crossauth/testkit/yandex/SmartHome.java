package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.util.List;
import java.util.Map;

/**
 * The devices of the account: read with the session's cookies, switched with Quasar's token too.
 */
final class SmartHome {

  private static final String IOT = "iot.quasar.yandex.ru";

  private final Memory memory;

  SmartHome(Memory memory) {
    this.memory = memory;
  }

  void addTo(Map<String, Handler> routes) {
    routes.put("GET " + IOT + "/m/v3/user/devices", this::devices);
    routes.put("POST " + IOT + "/m/user/devices/test-lamp/actions", this::act);
  }

  private Reply devices(RecordedRequest request) {
    return memory.inSession(request.header("Cookie"))
        ? Memory.ok(
            Map.of(
                "status",
                "ok",
                "households",
                List.of(
                    Map.of(
                        "name",
                        "Home",
                        "all",
                        List.of(
                            device("test-lamp", "Lamp", "devices.types.light"),
                            device(
                                "test-station",
                                "Kitchen speaker",
                                "devices.types.smart_speaker"))))))
        : unauthorized();
  }

  private static Map<String, Object> device(String id, String name, String type) {
    return Map.of("id", id, "name", name, "type", type);
  }

  private Reply act(RecordedRequest request) {
    if (!memory.inSession(request.header("Cookie"))) {
      return unauthorized();
    }
    return request.header("x-csrf-token").filter(memory.quasarTokens::contains).isPresent()
        ? Memory.ok(Map.of("status", "ok"))
        : Reply.json("{\"status\":\"error\",\"code\":\"BAD_CSRF_TOKEN\"}").status(403);
  }

  private static Reply unauthorized() {
    return Reply.json("{\"status\":\"error\",\"code\":\"UNAUTHORIZED\"}").status(401);
  }
}
