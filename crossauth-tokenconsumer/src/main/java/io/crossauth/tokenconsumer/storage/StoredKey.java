package io.crossauth.tokenconsumer.storage;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
public record StoredKey(
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
