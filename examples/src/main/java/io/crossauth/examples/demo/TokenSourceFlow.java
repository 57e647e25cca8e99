package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A token that is always fresh, asked for by many threads: one request (quick start 3). */
record TokenSourceFlow() implements Flow {

  private static final int THREADS = 200;
  private static final URI API = URI.create("https://orders.example/orders");

  @Override
  public String name() {
    return "token source, " + THREADS + " threads";
  }

  @Override
  public String event() {
    return "CLIENT_LOGIN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.refusalOf("client_credentials");
  }

  @Override
  public String run(Scene scene) {
    AtomicInteger calls = new AtomicInteger();
    OAuthClient client =
        scene.open(
            scene
                .client(TestClients.SERVICE)
                .clientSecret(Secret.of(TestClients.SECRET))
                .transport(
                    call -> {
                      calls.incrementAndGet();
                      return scene.transport().send(call);
                    }));
    long headers = tokens(client.tokenSource()).stream().distinct().count();
    if (headers != 1 || calls.get() != 1) {
      throw new IllegalStateException(
          "expected one token by one request, found %d by %d".formatted(headers, calls.get()));
    }
    return "%d threads, one request, one token".formatted(THREADS);
  }

  private static List<Map<String, String>> tokens(TokenSource source) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<String, String>>> asked = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        asked.add(threads.submit(() -> source.authorize("GET", API)));
      }
      List<Map<String, String>> all = new ArrayList<>();
      for (Future<Map<String, String>> one : asked) {
        all.add(one.get(30, TimeUnit.SECONDS));
      }
      return all;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no token for one of the threads: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for tokens", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
