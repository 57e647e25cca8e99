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
 * leased before it is presented, and what came back is saved under the lease, version by version.
 *
 * <p>Implementations are safe for use by many threads and, where they share a back end, by many
 * processes. All methods throw {@link StorageException} when the back end fails.
 */
public interface TokenStore {

  /** The tokens of a session, if there are any. */
  Optional<StoredTokens> find(String session);

  /**
   * Begins or replaces a session, whoever holds a lease on it: what the lease saves later is not
   * the next version of this session any more.
   */
  void put(String session, StoredTokens tokens);

  /** Forgets a session; nothing happens if there is none. */
  void remove(String session);

  /**
   * Takes the right to renew a session.
   *
   * @param ttl how long the right lasts, should its holder vanish
   * @return the right; empty while another holds it
   */
  Optional<Lease> lease(String session, Duration ttl);

  /** The right to renew one session. */
  interface Lease extends AutoCloseable {

    /**
     * Saves the next version of the session.
     *
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
   */
  static TokenStore inMemory() {
    return inMemory(100_000, Duration.ofDays(30));
  }

  /**
   * A store in the memory of this process.
   *
   * @param most how many sessions it keeps; of more, those that are used least are forgotten
   * @param unusedFor how long after its last use a session is forgotten; more than zero
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
   * @throws StorageException if there can be no such directory, or others may write into it
   */
  static TokenStore encryptedFiles(Path directory, SealingKey key, SealingKey... earlier) {
    return EncryptedFileTokenStore.in(directory, key, List.of(earlier));
  }
}
