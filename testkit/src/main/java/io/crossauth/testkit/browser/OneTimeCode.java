package io.crossauth.testkit.browser;

import io.crossauth.testkit.mint.Totp;
import java.time.InstantSource;

/** The person's authenticator. */
record OneTimeCode(String secret, InstantSource clock) {

  String now() {
    return Totp.code(secret, clock.instant());
  }
}
