package io.crossauth.yandex.internal.password;

import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.internal.qr.QrLogin;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one password login: to the login page's own interface in JSON, and to the older one
 * in forms, which still answers for letters, text messages and captchas if anything does.
 */
final class PasswordCalls {

  private static final String OLDER = "https://passport.yandex.ru/registration-validations";
  private static final URI LETTER_STATUS =
      URI.create("https://passport.yandex.ru/auth/letter/status/");
  private static final int PROCESS_BYTES = 16;

  private final PassportCalls calls;
  private final CookieJar jar;
  private final Secret csrf;
  private final Headers headers;

  private PasswordCalls(PassportCalls calls, CookieJar jar, Secret csrf) {
    this.calls = calls;
    this.jar = jar;
    this.csrf = csrf;
    this.headers =
        QrLogin.pageHeaders(csrf)
            .plus("Process-Uuid", calls.platform().random().text(PROCESS_BYTES));
  }

  static PasswordCalls begin(PassportCalls calls) {
    CookieJar jar = new CookieJar(calls.platform());
    return new PasswordCalls(calls, jar, QrLogin.csrf(calls, Endpoints.LOGIN_PAGE, jar));
  }

  PassportCalls passport() {
    return calls;
  }

  CookieJar jar() {
    return jar;
  }

  /** A call of the login page; the pairs are names and values. */
  Answer page(String path, String... pairs) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      object.put(pairs[i], pairs[i + 1]);
    }
    return checked(
        calls.json(PassportCalls.postJson(Endpoints.bff(path), object).withHeaders(headers), jar));
  }

  /** A call of the older interface. */
  Answer older(String path, Form form) {
    return checked(
        calls.json(
            HttpCall.post(
                    URI.create(OLDER + path), Form.empty().plus("csrf_token", csrf).plus(form))
                .withHeader("X-Requested-With", "XMLHttpRequest"),
            jar));
  }

  /** Whether a letter was opened. */
  Answer letterStatus(String trackId) {
    Form form = Form.empty().plus("csrf_token", csrf).plus("track_id", trackId);
    return checked(calls.json(HttpCall.post(LETTER_STATUS, form), jar));
  }

  private static Answer checked(Answer answer) {
    answer.refuseServerError();
    return answer;
  }
}
