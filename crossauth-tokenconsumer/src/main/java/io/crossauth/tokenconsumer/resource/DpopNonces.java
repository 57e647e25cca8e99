package io.crossauth.tokenconsumer.resource;

import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Nonces that no node has to remember: a time, and a digest of it that only the API's nodes can
 * make.
 *
 * @param key what all nodes share
 * @param lifetime how long one is good
 * @param platform the clock
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-8">RFC 9449 section 8</a>
 */
record DpopNonces(SealingKey key, Duration lifetime, Platform platform) {

  private static final String PURPOSE = "dpop-nonce";

  /** For nodes whose clocks differ. */
  private static final long AHEAD = 10;

  /** A nonce of now. */
  String current() {
    // One value for half of its time: else each answer would bring another one.
    long step = Math.max(1, lifetime.toSeconds() / 2);
    return of(platform.now().getEpochSecond() / step * step);
  }

  /** Whether one of the nodes gave it out, not too long ago. */
  boolean isGood(String nonce) {
    int dash = nonce.indexOf('-');
    if (dash < 1 || dash > 13) {
      return false;
    }
    long second;
    try {
      second = Long.parseLong(nonce, 0, dash, 36);
    } catch (NumberFormatException e) {
      return false;
    }
    Instant now = platform.now();
    long age = now.getEpochSecond() - second;
    return age >= -AHEAD && age <= lifetime.toSeconds() && Hashes.same(of(second), nonce);
  }

  private String of(long second) {
    String text = Long.toString(second, 36);
    return text + "-" + key.digest(text, PURPOSE);
  }
}
