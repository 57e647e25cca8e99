package io.crossauth.redaction;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of what is secret: the one list of this library. A test holds every parameter that the
 * library sends against it.
 */
final class SecretNames {

  /** What a name says of its value. */
  enum Kind {
    /** It may be shown. */
    PUBLIC,
    /** It may not. */
    SECRET,
    /** It may not, unless it is a word or a small number: {@code error code=5}. */
    UNLESS_PLAIN,
    /** As that, or a short name: {@code session=alice}. */
    SESSION,
    /** Several secrets, unless it is how many there are. */
    LIST,
    /** A header that is secret up to the end of its line. */
    COOKIES,
    /** A header with a scheme and credentials. */
    AUTHORIZATION
  }

  private static final int LONGEST = 64;

  /** Without {@code _} and {@code -}, in lower case. */
  private static final Map<String, Kind> NAMES = names();

  private static Map<String, Kind> names() {
    Map<String, Kind> names = new HashMap<>();
    put(names, Kind.COOKIES, "cookie set_cookie ya_client_cookie");
    put(names, Kind.AUTHORIZATION, "authorization proxy_authorization ya_consumer_authorization");
    put(names, Kind.UNLESS_PLAIN, "code state l credential credentials");
    put(names, Kind.SESSION, "session");
    // OAuth 2.0, OpenID Connect and their extensions
    put(
        names,
        Kind.SECRET,
        "authorization_code auth_code code_verifier device_code user_code auth_req_id nonce"
            + " assertion client_assertion saml_response saml_request_assertion request_object"
            + " id_token_hint login_hint_token logout_token dpop");
    // a second factor
    put(
        names,
        Kind.SECRET,
        "otp otp_code one_time_code totp mfa_code oob_code binding_code recovery_code sms_code"
            + " confirmation_code verification_code backup_code barcode_uri pin");
    // sessions
    put(
        names,
        Kind.SECRET,
        "session_id sessionid2 sid connect_sid jsessionid phpsessid aspsessionid"
            + " asp_net_sessionid sessguard auth_state relay_state login_ticket csrf _csrf xsrf");
    // Yandex
    put(names, Kind.SECRET, "magic_track_id track_id yandexuid spravka");
    // keys
    put(
        names,
        Kind.SECRET,
        "api_key x_api_key private_key secret_key signing_key encryption_key passphrase");
    return Map.copyOf(names);
  }

  /** Whatever ends so is secret: {@code newPassword}, {@code registration_access_token}. */
  private static final String[] ENDINGS = {
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "passcode",
    "apikey",
    "privatekey",
    "sealingkey",
    "secretaccesskey",
    "tokenvalue",
    "passwordhash",
    "secrethash"
  };

  private SecretNames() {}

  private static void put(Map<String, Kind> all, Kind kind, String names) {
    for (String name : names.split(" ", -1)) {
      all.put(plain(name, 0, name.length()), kind);
    }
  }

  /** What the name between two places says. */
  static Kind kind(CharSequence text, int from, int to) {
    if (to - from == 1 && (text.charAt(from) | ' ') != 'l') {
      return Kind.PUBLIC;
    }
    String name = plain(text, from, to);
    Kind known = NAMES.get(name);
    if (known != null) {
      return known;
    }
    if (endsSecretly(name)) {
      return Kind.SECRET;
    }
    return name.endsWith("s") && singular(name.substring(0, name.length() - 1))
        ? Kind.LIST
        : Kind.PUBLIC;
  }

  private static boolean singular(String name) {
    return NAMES.get(name) == Kind.SECRET || endsSecretly(name);
  }

  private static boolean endsSecretly(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** In lower case, without {@code _} and {@code -}, from behind the last dot. */
  private static String plain(CharSequence text, int from, int to) {
    StringBuilder plain = new StringBuilder(Math.min(LONGEST, to - from));
    for (int i = Math.max(from, to - LONGEST); i < to; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        plain.setLength(0);
      } else if (c != '_' && c != '-') {
        plain.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      }
    }
    return plain.toString();
  }
}
