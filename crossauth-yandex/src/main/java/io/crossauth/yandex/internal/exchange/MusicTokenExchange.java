package io.crossauth.yandex.internal.exchange;

import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.PublicApp;

/** Exchanges an x_token for a music token. */
public final class MusicTokenExchange {

  private final PassportCalls calls;

  /** Creates the call. */
  public MusicTokenExchange(PassportCalls calls) {
    this.calls = calls;
  }

  /**
   * Exchanges an x_token.
   *
   * @throws InvalidCredentialsException if Passport does not take it
   */
  public Secret of(Secret xToken) {
    Form form = PublicApp.MUSIC.form().plus("grant_type", "x-token").plus("access_token", xToken);
    return calls
        .json(HttpCall.post(Endpoints.MOBILE_TOKEN, form))
        .requireToken("access_token", "music token");
  }
}
