package io.crossauth.benchmarks.stress;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Tokens that each name another key that nobody has. */
final class UnknownKeys {

  private final AtomicLong number = new AtomicLong();
  private final String rest;

  /** Takes payload and signature of a good token. */
  UnknownKeys(String token) {
    this.rest = token.substring(token.indexOf('.'));
  }

  String next() {
    String header =
        "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"nobody-"
            + number.incrementAndGet()
            + "\"}";
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + rest;
  }
}
