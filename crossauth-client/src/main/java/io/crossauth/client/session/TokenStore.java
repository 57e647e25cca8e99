package io.crossauth.client.session;

import io.crossauth.error.StorageException;
import io.crossauth.platform.Ticker;
import io.crossauth.value.SealingKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the tokens of sessions. A refresh token that rotates may be presented once only, so it is
 * leased before it is presented, and what came back is saved under the lease, version by version
 * (RFC 9700 section 4.14.2).
 *
 * <p>Implementations are safe for use by many threads and, where they share a back end, by many
 * processes. All methods throw {@link StorageException} when the back end fails.
 */
public interface TokenStore {

  /**
   * The tokens of a session.
   *
   * @param session the session's name, any string
   * @return the tokens; empty if there is no such session
   */
  Optional<StoredTokens> find(String session);

  /**
   * Begins or replaces a session, whoever holds a lease on it: what the lease saves later is not
   * the next version of this session any more.
   *
   * @param session the session's name, any string
   * @param tokens its tokens
   */
  void put(String session, StoredTokens tokens);

  /**
   * Forgets a session; nothing happens if there is none.
   *
   * @param session the session's name, any string
   */
  void remove(String session);

  /**
   * Takes the right to renew a session.
   *
   * @param session the session's name, any string
   * @param ttl how long the right lasts, should its holder vanish: more than zero, to the
   *     millisecond
   * @return the right; empty if there is no such session, while another holds the right, and after
   *     its time until it is given back or {@linkplain #takeOver taken over}
   */
  Optional<Lease> lease(String session, Duration ttl);

  /**
   * Names the lease on a session whose time is over and which has not been given back. Its holder
   * may have died, or be cut off from the store with new tokens to save: while nobody takes the
   * lease over, they can still be saved under it.
   *
   * @param session the session's name, any string
   * @return the name of that one lease; empty if there is no such session, if it is not leased, or
   *     the time of its lease is not over. Always empty for a store whose {@link #lease} gives out
   *     anew what is over: the default
   */
  default Optional<String> overdue(String session) {
    return Optional.empty();
  }

  /**
   * Takes the right to renew a session from the holder of an overdue lease, who saves nothing any
   * more. By default, as {@link #lease} does.
   *
   * @param session the session's name, any string
   * @param overdue what {@link #overdue} has named
   * @param ttl how long the right lasts: more than zero, to the millisecond
   * @return the right; empty if that lease is not the session's overdue one any more
   */
  default Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return lease(session, ttl);
  }

  /**
   * Whether {@link #find} never waits for anything outside this process. If so callers read on
   * their own threads, else on threads of the scheduler, so that a back end that hangs does not
   * hang them.
   *
   * @return true for a store in memory; false by default
   */
  default boolean neverWaits() {
    return false;
  }

  /** The right to renew one session. Used by one thread at a time. */
  interface Lease extends AutoCloseable {

    /**
     * Saves the next version of the session.
     *
     * @param next the session as it is to be, with the number of the version before plus one
     * @return whether it was saved; false if the lease has been lost, the session is gone, or the
     *     version in the store is not the one before this
     */
    boolean save(StoredTokens next);

    /**
     * Saves the next version of the session and, if that went well, gives the right back: in one
     * step, where the store can. By default, in two.
     *
     * @param next the session as it is to be, with the number of the version before plus one
     * @return as {@link #save} does; the right is kept after false
     */
    default boolean saveAndClose(StoredTokens next) {
      boolean saved = save(next);
      if (saved) {
        close();
      }
      return saved;
    }

    /** Gives the right back; nothing happens if it has been given back, or is another's by now. */
    @Override
    void close();
  }

  /**
   * A store in the memory of this process: the 100,000 sessions that were used last, each for 30
   * days.
   *
   * @return an empty store
   */
  static TokenStore inMemory() {
    return inMemory(100_000, Duration.ofDays(30));
  }

  /**
   * A store in the memory of this process.
   *
   * @param most how many sessions it keeps, from 1; a new one takes the place of the one that has
   *     not been used for longest
   * @param unusedFor how long after its last use a session is forgotten; more than zero
   * @return an empty store
   * @throws IllegalArgumentException if it would keep nothing
   */
  static TokenStore inMemory(int most, Duration unusedFor) {
    return inMemory(most, unusedFor, Ticker.system());
  }

  /**
   * A store in the memory of this process that measures time by this ticker.
   *
   * @param most how many sessions it keeps, from 1; a new one takes the place of the one that has
   *     not been used for longest
   * @param unusedFor how long after its last use a session is forgotten; more than zero
   * @param ticker tells how much time has passed
   * @return an empty store
   * @throws IllegalArgumentException if it would keep nothing
   */
  static TokenStore inMemory(int most, Duration unusedFor, Ticker ticker) {
    return new InMemoryTokenStore(most, unusedFor, ticker);
  }

  /**
   * A store of sealed files, one for each session, that processes on one machine may share. The
   * files are their owner's alone, and replaced as a whole; what a crash leaves is the session as
   * it was, or as it became. A lease stands in the file, with its process: if that has ended, it
   * counts no more. Nothing depends on locks of the operating system.
   *
   * @param directory where the files are, on a disk of this machine with hard links; made if it is
   *     not there, for its owner alone
   * @param key seals the files
   * @param earlier keys that were used before: what they have sealed still opens, and is sealed
   *     with {@code key} when it changes
   * @return the store
   * @throws StorageException if there can be no such directory, it is another user's, or others may
   *     write into it
   */
  static TokenStore encryptedFiles(Path directory, SealingKey key, SealingKey... earlier) {
    return EncryptedFileTokenStore.in(directory, key, List.of(earlier));
  }
}
