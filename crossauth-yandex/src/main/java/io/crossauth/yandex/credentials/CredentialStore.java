package io.crossauth.yandex.credentials;

import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the credentials of one account are kept. A change is made only where nobody else has made
 * one meanwhile, so that a renewed refresh token is never overwritten by an old one.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface CredentialStore {

  /**
   * What is kept.
   *
   * @return the credentials; empty if nothing is kept
   * @throws StorageException if it cannot be read
   */
  Optional<PassportCredentials> load();

  /**
   * Changes what is kept, if it still is what the caller believes.
   *
   * @param expected what is kept, as the caller believes; empty for nothing
   * @param next what to keep from now on; empty for nothing
   * @return whether it was so, and is changed
   * @throws StorageException if it cannot be written
   */
  boolean replace(Optional<PassportCredentials> expected, Optional<PassportCredentials> next);

  /**
   * Keeps these credentials, whatever was kept before.
   *
   * @param credentials what to keep
   * @throws StorageException if they cannot be written
   */
  default void save(PassportCredentials credentials) {
    while (!replace(load(), Optional.of(credentials))) {
      // Somebody was quicker; ours come after.
    }
  }

  /**
   * Keeps nothing.
   *
   * @throws StorageException if that cannot be written
   */
  default void clear() {
    while (!replace(load(), Optional.empty())) {
      // Somebody was quicker; ours comes after.
    }
  }

  /**
   * A store that lives as long as the program.
   *
   * @return an empty store
   */
  static CredentialStore inMemory() {
    return new MemoryCredentialStore();
  }

  /**
   * A store in a file that is sealed with a key and only its owner may read. Processes may share
   * it; nothing depends on locks of the operating system. Each change puts a new file with the next
   * number behind its name, {@code name.1}, in the place of the one before, and of {@code name}
   * itself; after {@link #clear} one without credentials stays. To delete or restore it by hand,
   * take all of them.
   *
   * @param file the file; its directory must be there, on a file system with hard links
   * @param key the key that it is sealed with
   * @return the store of that file
   */
  static CredentialStore encryptedFile(Path file, SealingKey key) {
    return new FileCredentialStore(file, new FileKey.Given(key));
  }

  /**
   * The same, sealed with a key that is made of a password (PBKDF2 with HMAC-SHA-256, 600,000
   * rounds, so that each guess costs a good part of a second).
   *
   * @param file the file; its directory must be there
   * @param password the password that its key is made of
   * @return the store of that file
   */
  static CredentialStore encryptedFile(Path file, Secret password) {
    return new FileCredentialStore(file, new FileKey.FromPassword(password));
  }
}
