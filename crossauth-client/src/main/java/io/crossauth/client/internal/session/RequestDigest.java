package io.crossauth.client.internal.session;

import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.tokenconsumer.internal.Hashes;

/**
 * A digest of what a request says, in its order. Each text is preceded by its length, so that no
 * two requests that differ are written alike. Used by one thread.
 */
final class RequestDigest {

  private final StringBuilder written = new StringBuilder();

  RequestDigest with(String text) {
    written.append(text.length()).append(':').append(text);
    return this;
  }

  RequestDigest with(Form form) {
    written.append('[').append(form.fields().size()).append(']');
    form.fields().forEach(field -> with(field.name()).with(field.value()));
    return this;
  }

  RequestDigest with(Headers headers) {
    written.append('[').append(headers.names().size()).append(']');
    headers.forEach((name, value) -> with(name).with(value));
    return this;
  }

  /** The SHA-256, as base64url. */
  String text() {
    return Hashes.sha256(written.toString());
  }

  /** Nothing of what it digests. */
  @Override
  public String toString() {
    return "RequestDigest";
  }
}
