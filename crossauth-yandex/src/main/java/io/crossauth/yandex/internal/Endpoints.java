package io.crossauth.yandex.internal;

import java.net.URI;
import java.util.Set;

/** Where Passport's parts are. Trailing slashes and queries are significant. */
public final class Endpoints {

  /** The hosts that may be called, and no others. */
  public static final Set<String> HOSTS =
      Set.of(
          "passport.yandex.ru",
          "www.yandex.ru",
          "yandex.ru",
          "mobileproxy.passport.yandex.net",
          "oauth.mobile.yandex.net",
          "oauth.yandex.ru",
          "quasar.yandex.net",
          "quasar.yandex.ru",
          "iot.quasar.yandex.ru",
          "ya.ru",
          "www.ya.ru");

  /** The site whose cookies are a session. */
  public static final URI PASSPORT = URI.create("https://passport.yandex.ru/");

  /** What stands before the path of each call of the login page. */
  public static final String BFF = "https://passport.yandex.ru/pwl-yandex/api/passport";

  /** The login page. */
  public static final URI LOGIN_PAGE = URI.create("https://passport.yandex.ru/pwl-yandex");

  /** The login page of earlier apps. */
  public static final URI APP_PAGE =
      URI.create("https://passport.yandex.ru/am?app_platform=android");

  /** Session cookies for an x_token. */
  public static final URI TOKEN_BY_SESSION =
      URI.create("https://mobileproxy.passport.yandex.net/1/bundle/oauth/token_by_sessionid");

  /** An x_token for a music token. */
  public static final URI MOBILE_TOKEN = URI.create("https://oauth.mobile.yandex.net/1/token");

  /** Whose token it is. */
  public static final URI SHORT_INFO =
      URI.create(
          "https://mobileproxy.passport.yandex.net/1/bundle/account/short_info/"
              + "?avatar_size=islands-300");

  /** An x_token for a track. */
  public static final URI X_TOKEN_TRACK =
      URI.create("https://mobileproxy.passport.yandex.net/1/bundle/auth/x_token/");

  /** Quasar's token against forged requests. */
  public static final URI QUASAR_CSRF = URI.create("https://quasar.yandex.ru/csrf_token");

  /** Where device codes are given out. */
  public static final URI DEVICE_CODE = URI.create("https://oauth.yandex.ru/device/code");

  /** Where device codes and refresh tokens are exchanged for tokens. */
  public static final URI OAUTH_TOKEN = URI.create("https://oauth.yandex.ru/token");

  private Endpoints() {}

  /** A call of the login page. */
  public static URI bff(String path) {
    return URI.create(BFF + path);
  }
}
