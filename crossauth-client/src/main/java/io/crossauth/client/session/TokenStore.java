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
   * @param ttl how long the right lasts, should its holder vanish
   * @return the right; empty while another holds it
   */
  Optional<Lease> lease(String session, Duration ttl);

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

    /** Gives the right back. */
    @Override
    void close();
  }

  /**
   * A store in the memory of this process: 100,000 sessions, each for 30 days after its last use.
   *
   * @return an empty store
   */
  static TokenStore inMemory() {
    return inMemory(100_000, Duration.ofDays(30));
  }

  /**
   * A store in the memory of this process.
   *
   * @param most how many sessions it keeps; of more, those that are used least are forgotten
   * @param unusedFor how long after its last use a session is forgotten; more than zero
   * @return an empty store
   * @throws IllegalArgumentException if it would keep nothing
   */
  static TokenStore inMemory(int most, Duration unusedFor) {
    return new InMemoryTokenStore(most, unusedFor, Ticker.system());
  }

  /**
   * A store of sealed files, one for each session, that processes on one machine may share. The
   * files are their owner's alone, and replaced as a whole; what a crash leaves is the session as
   * it was, or as it became.
   *
   * @param directory where the files are, on a disk of this machine; made if it is not there, for
   *     its owner alone
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
