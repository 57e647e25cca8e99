package io.crossauth.spring.call;

import io.crossauth.client.session.TokenSource;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives test-token-1, and the next one when that is refused; notes on which threads. */
final class Turns implements TokenSource {

  final List<String> rejected = new CopyOnWriteArrayList<>();
  final List<String> nonces = new CopyOnWriteArrayList<>();
  final List<String> threads = new CopyOnWriteArrayList<>();
  volatile boolean bound;
  private final AtomicInteger number = new AtomicInteger(1);

  @Override
  public Secret accessToken() {
    threads.add(Thread.currentThread().getName());
    return Secret.of("test-token-" + number.get());
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    String token = accessToken().reveal();
    return bound
        ? Map.of("Authorization", "DPoP " + token, "DPoP", method + " " + uri + " " + nonces)
        : Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public void answered(URI uri, Map<String, List<String>> headers) {
    threads.add(Thread.currentThread().getName());
    headers.forEach(
        (name, values) -> {
          if (name.equalsIgnoreCase("DPoP-Nonce")) {
            nonces.addAll(values);
          }
        });
  }

  @Override
  public void rejected(Secret accessToken) {
    threads.add(Thread.currentThread().getName());
    rejected.add(accessToken.reveal());
    number.incrementAndGet();
  }

  CallTokens to(URI... origins) {
    return new CallTokens("shop", TokenFinder.of(this), List.of(origins));
  }
}
