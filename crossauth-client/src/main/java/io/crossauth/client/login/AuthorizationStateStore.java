package io.crossauth.client.login;

import io.crossauth.platform.Ticker;
import java.time.Duration;

/**
 * Remembers which logins have had their callback, so that none has two. In memory by default; give
 * all nodes of an application a shared one.
 *
 * <p>Nothing is stored when a login begins, so nobody can fill it by beginning logins.
 */
@FunctionalInterface
public interface AuthorizationStateStore {

  /**
   * Takes the login's one callback, atomically.
   *
   * @param id the login's {@link PendingLogin#id}
   * @param lifetime how long to remember it, at least
   * @return true the first time, false ever after
   */
  boolean take(String id, Duration lifetime);

  /** A store in the memory of this process: the last 100,000 logins. */
  static AuthorizationStateStore inMemory() {
    return new InMemoryStateStore(Ticker.system());
  }

  /** A store in the memory of this process that measures time by this ticker. */
  static AuthorizationStateStore inMemory(Ticker ticker) {
    return new InMemoryStateStore(ticker);
  }
}
