package io.crossauth.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Tells the listener, if there is one, which server sends what nobody has asked for. */
record UnexpectedBytes(@Nullable HttpListener listener) {

  /** Whether anybody wants to know. */
  boolean watched() {
    return listener != null;
  }

  void tell(@Nullable URI lastCall) {
    HttpListener current = listener;
    if (current == null || lastCall == null) {
      return;
    }
    String port = lastCall.getPort() < 0 ? "" : ":" + lastCall.getPort();
    try {
      current.unexpectedBytes(lastCall.getScheme() + "://" + lastCall.getHost() + port);
    } catch (RuntimeException e) {
      // What a listener throws is lost.
    }
  }
}
