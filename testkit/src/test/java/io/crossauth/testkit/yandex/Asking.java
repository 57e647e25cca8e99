package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client of the fake that does nothing by itself. */
final class Asking {

  static final String BFF = "passport.yandex.ru/pwl-yandex/api/passport";
  static final Map<String, String> PASSPORT_APP =
      Map.of(
          "client_id",
          "c0ebe342af7d48fbbbfcf2d2eedb8f9e",
          "client_secret",
          "ad0a908f0aa341a182a37ecd75bc319e");
  static final Map<String, String> MUSIC_APP =
      Map.of(
          "client_id",
          "23cabbbdc6cd418abb4b39c32c41195d",
          "client_secret",
          "53bc75238f0c4d08a118e51fe9203300");

  private final FakePassport fake;

  Asking(FakePassport fake) {
    this.fake = fake;
  }

  Reply get(String place, String... headers) {
    return ask("GET", place, "", headers);
  }

  Reply form(String place, Map<String, String> form, String... headers) {
    return ask(
        "POST", place, Form.format(form), with(headers, "application/x-www-form-urlencoded"));
  }

  Reply json(String place, Map<String, ?> object, String... headers) {
    return ask("POST", place, Json.write(object), with(headers, "application/json"));
  }

  /** The token of a login page. */
  String csrf() {
    String page = get("passport.yandex.ru/pwl-yandex").bodyText();
    int start = page.indexOf("__CSRF__ = \"") + 12;
    return page.substring(start, page.indexOf('"', start));
  }

  /** A login that is shown as a code: what it is polled with. */
  Map<String, Object> shownCode(String csrf) {
    Map<String, Object> state =
        object(json(BFF + "/auth/password/submit", Map.of("retpath", "x"), "X-CSRF-Token", csrf));
    form(
        BFF + "/auth/magic/code",
        Map.of("location_id", "0", "magic_track_id", (String) state.get("track_id")),
        "X-CSRF-Token",
        csrf);
    return state;
  }

  /** A device code for Passport's own application. */
  Map<String, Object> deviceCode() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", PASSPORT_APP.get("client_id"));
    form.put("device_id", "test-device");
    form.put("device_name", "test");
    return object(form("oauth.yandex.ru/device/code", form));
  }

  Reply poll(Map<String, Object> deviceCode) {
    Map<String, String> form = new LinkedHashMap<>(PASSPORT_APP);
    form.put("grant_type", "device_code");
    form.put("code", (String) deviceCode.get("device_code"));
    return form("oauth.yandex.ru/token", form);
  }

  static Map<String, Object> object(Reply reply) {
    return Json.readObject(reply.bodyText());
  }

  private static String[] with(String[] headers, String contentType) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = contentType;
    return all;
  }

  private Reply ask(String method, String place, String body, String... headers) {
    int slash = place.indexOf('/');
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("Host", List.of(place.substring(0, slash)));
    for (int i = 0; i < headers.length; i += 2) {
      fields.put(headers[i], List.of(headers[i + 1]));
    }
    return fake.answer(
        new RecordedRequest(
            method, place.substring(slash), fields, body.getBytes(StandardCharsets.UTF_8)));
  }
}
