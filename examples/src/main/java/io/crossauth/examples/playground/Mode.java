package io.crossauth.examples.playground;

import java.util.Locale;

/** How the application's tokens are held: by whoever has them, or by whoever has their key. */
enum Mode {
  BEARER("Bearer tokens"),
  DPOP("DPoP-bound tokens");

  private final String title;

  Mode(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The application's context path. */
  String path() {
    return "/" + id();
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  Mode other() {
    return this == BEARER ? DPOP : BEARER;
  }
}
