package io.crossauth.tokenconsumer;

import io.crossauth.platform.Platform;
import java.time.Instant;

/**
 * Remembers tokens that may be used only once, by their {@code jti}.
 *
 * <p>Several nodes need one memory: implement this on a store that they share. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface ReplayGuard {

  /**
   * Notes a use.
   *
   * @param issuer who made the token
   * @param jti the token's id, unique for the issuer
   * @param until when the token ends by itself, skew included; it may be forgotten then
   * @return true if this was the first use; false if it was not, or if nobody can say
   */
  boolean firstUse(String issuer, String jti, Instant until);

  /**
   * {@return a memory in this process}
   *
   * @param platform its clock says when a token has ended; {@link Platform#system()} as a rule
   * @param max the most tokens to remember; when it is full of tokens that still live, every
   *     further one is refused
   */
  static ReplayGuard inMemory(Platform platform, int max) {
    return new MemoryReplayGuard(platform, max);
  }
}
