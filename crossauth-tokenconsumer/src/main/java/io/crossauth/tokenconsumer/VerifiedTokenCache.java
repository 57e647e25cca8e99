package io.crossauth.tokenconsumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.tokenconsumer.internal.JoseHeader;
import io.crossauth.tokenconsumer.internal.check.SignedClaims;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found good, so that the same one need not be calculated again. It holds no other
 * tokens, and so many at most. Found by a few characters of the signature, which nobody can choose;
 * what is found counts only if it is the same token to the last character. Safe for use by many
 * threads.
 */
final class VerifiedTokenCache {

  private static final int CHARACTERS = 10;
  private static final long NEVER = Long.MIN_VALUE;

  /** One token; all but the time of its last check is fixed. */
  static final class Entry {
    private final String text;
    private final VerifiedToken verified;
    private final JoseHeader header;
    private final SignedClaims candidate;
    private final Object keys;
    private final long endMillis;

    /** The second in which the rules last passed it with nothing expected; any thread's will do. */
    private volatile long passedAt = NEVER;

    private Entry(
        String text,
        VerifiedToken verified,
        JoseHeader header,
        SignedClaims candidate,
        Object keys,
        long endMillis) {
      this.text = text;
      this.verified = verified;
      this.header = header;
      this.candidate = candidate;
      this.keys = keys;
      this.endMillis = endMillis;
    }

    VerifiedToken verified() {
      return verified;
    }

    JoseHeader header() {
      return header;
    }

    Object keys() {
      return keys;
    }

    /** The same claims, to be judged at another time. */
    SignedClaims at(Instant now) {
      return new SignedClaims(
          candidate.claims(), candidate.typ(), candidate.algorithm(), candidate.keyIssuer(), now);
    }

    /** Whether the rules have passed it within this very second, and it has not ended since. */
    boolean passed(long nowMillis) {
      return nowMillis / 1000 == passedAt && nowMillis < endMillis;
    }

    void pass(long nowMillis) {
      passedAt = nowMillis / 1000;
    }
  }

  private final Cache<String, Entry> entries;
  private final Duration skew;

  VerifiedTokenCache(int max, Duration skew) {
    this.skew = skew;
    this.entries = Caffeine.newBuilder().maximumSize(max).executor(Runnable::run).build();
  }

  /** The token as it was found good, or null. */
  @Nullable Entry find(String text, TokenType type) {
    if (text.length() < CHARACTERS) {
      return null;
    }
    Entry entry = entries.getIfPresent(key(text));
    return entry != null && entry.verified.type() == type && entry.text.equals(text) ? entry : null;
  }

  void remember(
      String text, VerifiedToken verified, JoseHeader header, SignedClaims candidate, Object keys) {
    Instant end = candidate.claims().time("exp");
    // Without an end there is no telling: the rules are then asked every time.
    long endMillis = end == null ? NEVER : end.plus(skew).toEpochMilli();
    entries.put(key(text), new Entry(text, verified, header, candidate, keys, endMillis));
  }

  private static String key(String text) {
    return text.substring(text.length() - CHARACTERS);
  }
}
