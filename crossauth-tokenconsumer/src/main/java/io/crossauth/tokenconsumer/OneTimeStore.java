package io.crossauth.tokenconsumer;

import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import java.time.Duration;

/**
 * Remembers what may be used only once: logins that have had their callback, logout tokens and
 * others by their {@code jti}. In memory by default; give all nodes of an application a shared one.
 *
 * <p>Nothing is stored before its use, so nobody can fill it with what is never used.
 *
 * <p>Implementations are safe for use by many threads and, where they share a back end, by many
 * processes, whose clocks need not agree: time is counted from the call, by the back end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700 section 2.1: a state
 *     is good for one use</a>
 */
@FunctionalInterface
public interface OneTimeStore {

  /** The kind of logins; their owner is the client, their id {@code PendingLogin.id}. */
  String LOGIN = "login";

  /** The kind of logout tokens; their owner is the issuer, their id the {@code jti}. */
  String LOGOUT = "logout";

  /** The kind of other tokens; their owner is the issuer, or issuer and client. */
  String TOKEN = "token";

  /** The kind of DPoP proofs; their owner is the key, their id the {@code jti}. */
  String DPOP = "dpop";

  /**
   * Notes a use, atomically.
   *
   * @param kind what it is, such as {@link #LOGIN}: a few short words of the program's, each with
   *     space of its own
   * @param owner whose it is, as far as can be told: what one owner uses does not push out what
   *     another has used. Owner and id together are unique within the kind; any string
   * @param id which one it is, any string
   * @param remembered for how long from now it must be remembered, at least: more than zero
   * @return true if this was the first use; false ever after
   * @throws StorageException if the back end fails, or has no space: nobody can say, so refuse
   */
  boolean firstUse(String kind, String owner, String id, Duration remembered);

  /**
   * {@return a memory in this process that never refuses} When it is full, the owner with the most
   * uses loses its oldest one; a second use of that is not noticed.
   *
   * @param platform its clock and its ticker must both say that a use is over; {@link
   *     Platform#system()} as a rule
   * @param most how many uses of each kind it remembers, from 1; each takes about 400 bytes
   * @throws IllegalArgumentException if it would remember nothing
   */
  static OneTimeStore inMemory(Platform platform, int most) {
    return new MemoryOneTimeStore(platform, most, false);
  }

  /**
   * {@return a memory in this process that forgets nothing before its time} When it is full, it
   * throws {@link StorageException} ({@code store.full}), so that who fills it keeps others out.
   *
   * @param platform its clock and its ticker must both say that a use is over; {@link
   *     Platform#system()} as a rule
   * @param most how many uses of each kind it remembers, from 1; each takes about 400 bytes
   * @throws IllegalArgumentException if it would remember nothing
   */
  static OneTimeStore inMemoryForgettingNothing(Platform platform, int most) {
    return new MemoryOneTimeStore(platform, most, true);
  }
}
