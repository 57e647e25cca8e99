package io.crossauth.client.internal.dpop;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest nonce of each origin, of the hundred that were used last. An authorization server and
 * a resource server each have their own, if they are two origins. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-8">RFC 9449 sections 8 and 9</a>
 */
public final class Nonces {

  static final int MOST = 100;

  /** No server has said how long one may be; this one goes into each proof. */
  private static final int MAX_CHARACTERS = 2048;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> newest = new LinkedHashMap<>(16, 0.75f, true);

  /** The nonce for a request to this address; empty if its origin has given none. */
  Optional<String> of(URI address) {
    lock.lock();
    try {
      return Optional.ofNullable(newest.get(HttpTarget.origin(address)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps what an answer has brought; nothing if it is not one nonce.
   *
   * @param values the values of {@code DPoP-Nonce}
   */
  void keep(URI address, List<String> values) {
    if (!isOne(values)) {
      return;
    }
    lock.lock();
    try {
      newest.put(HttpTarget.origin(address), values.get(0));
      if (newest.size() > MOST) {
        newest.remove(newest.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  /** RFC 9449 section 8.1: one value of NQCHAR. */
  public static boolean isOne(List<String> values) {
    return values.size() == 1
        && !values.get(0).isEmpty()
        && values.get(0).length() <= MAX_CHARACTERS
        && values.get(0).chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
  }
}
