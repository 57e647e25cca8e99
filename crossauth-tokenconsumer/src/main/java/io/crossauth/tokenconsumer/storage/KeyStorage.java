package io.crossauth.tokenconsumer.storage;

import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * {@return a record, expired or not}
   *
   * @param value its whole value, prefix included
   */
  Optional<StoredKey> getKey(String value);

  /**
   * Writes a record; one of the same value is replaced.
   *
   * @param key the record
   */
  void saveKey(StoredKey key);

  /**
   * Deletes a record.
   *
   * @param value its whole value, prefix included
   * @return whether it was there
   */
  boolean deleteKey(String value);

  /**
   * {@return the records of a user, expired or not}
   *
   * @param userid the user
   */
  List<StoredKey> getAllForUser(String userid);

  /**
   * Deletes the records of a user.
   *
   * @param userid the user
   * @param prefix of what kind; the empty text for all
   */
  void deleteAllForUser(String userid, String prefix);

  /**
   * {@return the value under which an issuer keeps an access token: {@code access:} and the
   * base64url of the SHA-256 of its {@code jti}, as crossauth's servers write it}
   *
   * @param jti the id of the token
   */
  static String accessTokenKey(String jti) {
    return ACCESS_PREFIX + Hashes.sha256(jti);
  }

  /**
   * {@return a store in this process; expired records go when it next grows}
   *
   * @param platform its clock says what has expired; {@link Platform#system()} as a rule
   */
  static KeyStorage inMemory(Platform platform) {
    return new MemoryKeyStorage(platform);
  }

  /**
   * A record of a {@link KeyStorage}. Its text form shows no value and no data.
   *
   * <p>Immutable and safe for use by many threads.
   *
   * @param value its name, with a prefix that says what it is: {@code access:…}
   * @param userid whose it is, or null
   * @param created when it was made
   * @param expires when it ends, or null if it does not
   * @param data anything else, usually JSON, or null
   */
  record StoredKey(
      String value,
      @Nullable String userid,
      Instant created,
      @Nullable Instant expires,
      @Nullable String data) {

    /**
     * Whose it is, if it is somebody's.
     *
     * @return the user; empty if it is nobody's
     */
    public Optional<String> owner() {
      return Optional.ofNullable(userid);
    }

    /**
     * {@return whether its time is over}
     *
     * @param now the date
     */
    public boolean expired(Instant now) {
      return expires != null && !now.isBefore(expires);
    }

    /** The prefix of the value, and the times. */
    @Override
    public String toString() {
      return "StoredKey["
          + value.substring(0, value.indexOf(':') + 1)
          + "***, created "
          + created
          + ", expires "
          + expires
          + "]";
    }
  }
}
