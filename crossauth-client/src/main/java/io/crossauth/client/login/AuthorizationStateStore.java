package io.crossauth.client.login;

import io.crossauth.platform.Ticker;
import java.time.Duration;

/**
 * Remembers which logins have had their callback, so that none has two. In memory by default; give
 * all nodes of an application a shared one.
 *
 * <p>Nothing is stored when a login begins, so nobody can fill it by beginning logins.
 *
 * <p>Implementations must be safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700 section 2.1: a state
 *     is good for one use</a>
 */
@FunctionalInterface
public interface AuthorizationStateStore {

  /**
   * Takes the login's one callback, atomically.
   *
   * @param id the login's {@link PendingLogin#id}: base64url, 43 characters
   * @param lifetime how long to remember it, at least; more than zero
   * @return true the first time, false ever after
   */
  boolean take(String id, Duration lifetime);

  /** {@return a store in the memory of this process, for the last 100,000 logins} */
  static AuthorizationStateStore inMemory() {
    return new InMemoryStateStore(Ticker.system());
  }

  /**
   * {@return a store in the memory of this process that measures time by this ticker}
   *
   * @param ticker tells how much time has passed
   */
  static AuthorizationStateStore inMemory(Ticker ticker) {
    return new InMemoryStateStore(ticker);
  }
}
