package io.crossauth.testkit.browser;

import java.util.List;

/** What a page may ask a person, most telling first. */
enum Question {
  /** The code that a device shows (RFC 8628 section 3.3). */
  USER_CODE,
  CONSENT,
  ONE_TIME_CODE,
  PASSWORD,
  /** A login in two steps asks for the name alone. */
  USERNAME;

  /** The names by which the fields of this question are known. */
  List<String> fields() {
    return switch (this) {
      case USER_CODE -> List.of("device_user_code", "user_code");
      case CONSENT -> List.of("accept", "cancel");
      case ONE_TIME_CODE -> List.of("otp", "totp");
      case PASSWORD -> List.of("password");
      case USERNAME -> List.of("username", "login", "email");
    };
  }
}
