package io.crossauth.client.session;

import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.List;

/**
 * Knows which sessions came from which login, so that a logout which the provider tells any node
 * ends what any other node has begun; and remembers logouts for a while, so that a session which is
 * begun too late for its logout does not begin.
 *
 * <p>Used by {@link #over}, which keeps it in step with a store of tokens. A shared back end writes
 * an entry before it looks for logouts, and a logout before it looks for entries: whichever comes
 * first, one of the two sees the other, without a lock.
 *
 * <p>Implementations are safe for use by many threads and, where they share a back end, by many
 * processes; what they store tells nobody without a key who is logged in. All methods throw {@link
 * StorageException} when the back end fails.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCActions">OpenID
 *     Connect Back-Channel Logout 1.0 section 2.7</a>
 */
public interface SessionIndex {

  /**
   * Notes from which login a session came; replaces what was noted for it before.
   *
   * @param session the session's name, any string
   * @param login its login
   * @param kept for how long from now it must be noted, at least: more than zero
   * @return true if it is noted; false, and it is not noted, if a remembered logout has ended the
   *     login
   */
  boolean add(String session, LoginReference login, Duration kept);

  /**
   * Forgets a session; nothing happens if it is not noted.
   *
   * @param session the session's name, any string
   */
  void remove(String session);

  /**
   * Remembers a logout, and finds the sessions that it ends. They stay noted until each is removed,
   * so that nothing is lost if that fails half way.
   *
   * @param logout which logins end
   * @param remembered for how long from now a login that it ends is refused, at least: more than
   *     zero
   * @return the names of the sessions, in any order
   */
  List<String> end(LoginReference logout, Duration remembered);

  /**
   * A store of tokens that this index follows: what is put there is noted here, and what is removed
   * there is forgotten here. Its {@link TokenStore#put} throws {@link LoginRequiredException} for a
   * session whose login has ended meanwhile, and removes it.
   *
   * @param store keeps the tokens
   * @param rest how long a session may rest without being begun or renewed until the store forgets
   *     it: more than zero, a day longer is noted
   * @return the store to be used
   * @throws IllegalArgumentException if {@code rest} is zero or less
   */
  default TokenStore over(TokenStore store, Duration rest) {
    return new IndexedTokenStore(store, this, rest);
  }

  /**
   * {@return an index in the memory of this process, for the 100,000 sessions and the 100,000
   * logouts that were noted last}
   */
  static SessionIndex inMemory() {
    return inMemory(Platform.system(), 100_000);
  }

  /**
   * {@return an index in the memory of this process}
   *
   * @param platform its ticker measures the time
   * @param most how many sessions it notes, and how many logouts, from 1; of more, the oldest go
   * @throws IllegalArgumentException if it would note nothing
   */
  static SessionIndex inMemory(Platform platform, int most) {
    return new InMemorySessionIndex(platform.ticker(), most);
  }
}
