package io.crossauth.http;

import io.crossauth.error.TransportException.Kind;
import java.io.IOException;

/** An answer that we do not take, and of which kind that failure is. */
final class Refused extends IOException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String detail;

  Refused(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
    this.detail = detail;
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return detail;
  }
}
