package io.crossauth.yandex.internal.exchange;

import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.PublicApp;
import io.crossauth.yandex.internal.cookie.CookieJar;

/** Exchanges session cookies for an x_token. */
public final class XTokenExchange {

  private static final String HOST = "passport.yandex.ru";

  private final PassportCalls calls;

  /** Creates the call. */
  public XTokenExchange(PassportCalls calls) {
    this.calls = calls;
  }

  /**
   * Exchanges the cookies of a login.
   *
   * @throws InvalidCredentialsException if there are none, or Passport does not take them
   */
  public Secret of(CookieJar jar) {
    String cookies =
        jar.header(Endpoints.PASSPORT)
            .orElseThrow(
                () ->
                    new InvalidCredentialsException(
                        "cookies: expected those of a session, found none", null, 0));
    return of(Secret.of(cookies), HOST);
  }

  /**
   * Exchanges cookies that were brought along. They go in a header of their own: the address is not
   * one that a browser would send them to.
   *
   * @param cookies {@code name=value; name=value}
   * @param host the site that they are from
   * @throws InvalidCredentialsException if Passport does not take them
   */
  public Secret of(Secret cookies, String host) {
    HttpCall call;
    try {
      call =
          HttpCall.post(Endpoints.TOKEN_BY_SESSION, PublicApp.PASSPORT.form())
              .withHeader("Ya-Client-Host", host)
              .withHeader("Ya-Client-Cookie", cookies.reveal());
    } catch (IllegalArgumentException e) {
      throw new InvalidCredentialsException(
          "cookies: expected text that fits into a header, found other characters", null, 0);
    }
    return calls.json(call).requireToken("access_token", "x_token");
  }
}
