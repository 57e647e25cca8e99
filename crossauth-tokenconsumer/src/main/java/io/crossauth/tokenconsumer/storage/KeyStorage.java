package io.crossauth.tokenconsumer.storage;

import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import java.util.List;
import java.util.Optional;

/**
 * A store of keys by their value: sessions, persisted tokens, codes, told apart by a prefix.
 *
 * <p>A consumer reads the records that the issuer writes for its access tokens; deleting a record
 * revokes its token at once. Safe for use by many threads.
 */
public interface KeyStorage {

  /** The prefix of the record of an access token. */
  String ACCESS_PREFIX = "access:";

  /**
   * A record, expired or not.
   *
   * @param value its whole value, prefix included
   */
  Optional<StoredKey> getKey(String value);

  /** Writes a record; one of the same value is replaced. */
  void saveKey(StoredKey key);

  /**
   * Deletes a record.
   *
   * @return whether it was there
   */
  boolean deleteKey(String value);

  /** The records of a user, expired or not. */
  List<StoredKey> getAllForUser(String userid);

  /**
   * Deletes the records of a user.
   *
   * @param prefix of what kind; the empty text for all
   */
  void deleteAllForUser(String userid, String prefix);

  /**
   * The value under which an issuer keeps an access token: {@code access:} and the base64url of the
   * SHA-256 of its {@code jti}, as crossauth's servers write it.
   */
  static String accessTokenKey(String jti) {
    return ACCESS_PREFIX + Hashes.sha256(jti);
  }

  /** A store in this process; expired records go when it next grows. */
  static KeyStorage inMemory(Platform platform) {
    return new MemoryKeyStorage(platform);
  }
}
