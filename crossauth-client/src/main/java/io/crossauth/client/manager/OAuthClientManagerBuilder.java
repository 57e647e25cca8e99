package io.crossauth.client.manager;

import io.crossauth.platform.Platform;

/** Builds an {@link OAuthClientManager}. */
public final class OAuthClientManagerBuilder {

  /** RFC 8018 section 4.2: at least a thousand. */
  private static final int FEWEST_ITERATIONS = 1_000;

  private static final int MOST_ITERATIONS = 100_000_000;

  private final OAuthClientStorage storage;
  private int iterations = OAuthClientManager.DEFAULT_ITERATIONS;
  private Platform platform = Platform.system();

  OAuthClientManagerBuilder(OAuthClientStorage storage) {
    this.storage = storage;
  }

  /**
   * Sets how often PBKDF2 applies its function to a secret: 1,000 to 100,000,000; 600,000 by
   * default. Hashes of fewer are replaced when their secret is used.
   *
   * @throws IllegalArgumentException if it is out of this range
   */
  public OAuthClientManagerBuilder pbkdf2Iterations(int count) {
    if (count < FEWEST_ITERATIONS || count > MOST_ITERATIONS) {
      throw new IllegalArgumentException(
          "pbkdf2Iterations: expected 1,000 to 100,000,000, found " + count);
    }
    this.iterations = count;
    return this;
  }

  /**
   * Sets the platform: clock, ticker, scheduler, random; the system's by default. Only chance is
   * used.
   */
  public OAuthClientManagerBuilder platform(Platform other) {
    this.platform = other;
    return this;
  }

  /** Makes the manager. */
  public OAuthClientManager build() {
    return new OAuthClientManager(storage, iterations, platform);
  }
}
