package io.crossauth.yandex.quasar;

import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.CsrfExtractionException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.CookieJar;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
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
   * @throws CsrfExtractionException if Quasar gives none
   */
  public Secret csrf(CookieJar jar) {
    Answer answer = calls.json(HttpCall.get(Endpoints.QUASAR_CSRF), jar);
    Optional<String> token = answer.text("token");
    if (answer.refused() || !answer.text("status").equals(Optional.of("ok")) || token.isEmpty()) {
      throw new CsrfExtractionException(
          "expected Quasar's token, found none" + answer.markers(), answer.uri(), answer.status());
    }
    return Secret.of(token.get());
  }
}
