package io.crossauth.yandex.internal.exchange;

import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import java.util.Optional;

/** Gets the token that Quasar wants against forged requests. */
public final class QuasarCall {

  private final PassportCalls calls;

  /** Creates the call. */
  public QuasarCall(PassportCalls calls) {
    this.calls = calls;
  }

  /**
   * Gets the token of a session.
   *
   * @param jar the session's cookies
   * @throws YandexAuthFailedException if Quasar gives none
   */
  public Secret csrf(CookieJar jar) {
    Answer answer = calls.json(HttpCall.get(Endpoints.QUASAR_CSRF), jar);
    Optional<String> token = answer.text("token").filter(Answer::isToken);
    if (answer.refused() || !answer.text("status").equals(Optional.of("ok")) || token.isEmpty()) {
      throw YandexAuthFailedException.csrfMissing(
          "expected Quasar's token, found none" + answer.markers(), answer.uri(), answer.status());
    }
    return Secret.of(token.get());
  }
}
