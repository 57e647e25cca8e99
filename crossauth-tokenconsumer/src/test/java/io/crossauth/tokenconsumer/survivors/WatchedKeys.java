package io.crossauth.tokenconsumer.survivors;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.platform.Platform;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetHealth;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A key set at a fake time on a scripted wire, and what its watcher has been told. */
final class WatchedKeys implements AutoCloseable {

  static final URI JWKS = URI.create("https://id.example.com/jwks");
  static final TestKey A = TestKeys.p256("a");
  static final TestKey B = TestKeys.p256("b");
  static final String ONLY_A = TestKeys.jwks(A);
  static final String BOTH = TestKeys.jwks(A, B);

  final FakeTime time = FakeTime.create();
  final ScriptedTransport wire = new ScriptedTransport();
  final List<String> news = new ArrayList<>();
  final List<Duration> took = new ArrayList<>();
  KeySet set = usual().build();

  KeySet.RemoteBuilder usual() {
    return KeySet.remote(JWKS).transport(wire).platform(time.platform()).listener(listener());
  }

  /** A platform of this time in which chance always gives this byte. */
  Platform worldOf(int chance) {
    return new Platform(
        time,
        time,
        time,
        count -> {
          byte[] bytes = new byte[count];
          Arrays.fill(bytes, (byte) chance);
          return bytes;
        });
  }

  List<VerificationKey> find(String kid) {
    return set.candidates(KeyRequest.of(kid, "ES256"));
  }

  KeySetHealth health() {
    return set.health().orElseThrow();
  }

  void seconds(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  /** Lets the work in the background run, now. */
  void background() {
    time.advance(Duration.ZERO);
  }

  static HttpReply answer(int status, Headers headers, String body) {
    return new HttpReply(
        status,
        headers.with("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  static TransportException down() {
    return new TransportException(TransportException.Kind.CONNECT, JWKS, false, "down", null);
  }

  /** Everything that was scripted was asked for. */
  @Override
  public void close() {
    set.close();
    wire.close();
  }

  private KeySetListener listener() {
    return new KeySetListener() {
      @Override
      public void fetched(URI jwksUri, int count, Duration time) {
        took.add(time);
        news.add("fetched " + jwksUri + " " + count);
      }

      @Override
      public void fetchFailed(URI jwksUri, CrossauthException failure) {
        news.add("failed " + jwksUri);
      }

      @Override
      public void keySkipped(URI jwksUri, String key, String rule) {
        news.add("skipped " + key);
      }

      @Override
      public void lookHeldBack(URI jwksUri) {
        news.add("held back " + jwksUri);
      }
    };
  }
}
