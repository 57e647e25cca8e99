package io.crossauth.testkit.browser;

import io.crossauth.testkit.mint.Totp;
import java.time.InstantSource;

/** The person's authenticator app: one-time passwords of a base32 secret, by a clock (RFC 6238). */
record OneTimeCode(String secret, InstantSource clock) {

  String now() {
    return Totp.code(secret, clock.instant());
  }
}
