package io.crossauth.client.store;

import io.crossauth.value.SealingKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the tokens of sessions. A refresh token that rotates may be presented once only, so it is
 * leased before it is presented, and what came back is saved under the lease, version by version.
 *
 * <p>Implementations are safe for use by many threads and, where they share a back end, by many
 * processes. All methods throw {@link TokenStoreException} when the back end fails.
 */
public interface TokenStore {

  /** The tokens of a session, if there are any. */
  Optional<StoredTokens> find(String session);

  /** Begins or replaces a session, whoever holds a lease on it. */
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

  /** A store in the memory of this process: the 100,000 sessions used last. */
  static TokenStore inMemory() {
    return new InMemoryTokenStore(100_000);
  }

  /**
   * A store of sealed files, one for each session, that processes on one machine may share.
   *
   * @param directory where the files are; made if it is not there, for its owner alone
   * @param key seals the files
   */
  static TokenStore encryptedFiles(Path directory, SealingKey key) {
    return EncryptedFileTokenStore.in(directory, key);
  }
}
