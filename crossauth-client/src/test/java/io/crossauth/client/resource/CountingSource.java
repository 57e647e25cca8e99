package io.crossauth.client.resource;

import io.crossauth.client.session.TokenSource;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives test-token-1, and the next one when that is refused. */
final class CountingSource implements TokenSource {

  final List<String> rejected = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger(1);

  @Override
  public Secret accessToken() {
    return Secret.of("test-token-" + number.get());
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    return Map.of("Authorization", "Bearer " + accessToken().reveal());
  }

  @Override
  public void rejected(Secret accessToken) {
    rejected.add(accessToken.reveal());
    number.incrementAndGet();
  }
}
