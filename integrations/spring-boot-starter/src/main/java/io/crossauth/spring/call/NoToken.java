package io.crossauth.spring.call;

import io.crossauth.client.session.TokenSource;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;

/** Stands where only the question is asked where a token may go. */
enum NoToken implements TokenSource {
  INSTANCE;

  @Override
  public Secret accessToken() {
    throw new IllegalStateException("nobody asks for this token");
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    throw new IllegalStateException("nobody asks for this token");
  }

  @Override
  public void rejected(Secret accessToken) {}
}
