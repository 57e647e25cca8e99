package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.TransportException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where keys come from. Implementations answer with keys and nothing else; whether a key may be
 * used for the token's algorithm, and whether the signature is good, is for the consumer to say.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface KeySet extends AutoCloseable {

  /**
   * The keys that may have made a signature.
   *
   * <p>When keys have already failed, an answer other than empty is of other keys: a set that can
   * look again does so, within its limits.
   *
   * @param request what the token says about its key
   * @return the keys to try; empty if there is none
   * @throws TransportException if the keys cannot be had, so that nothing can be said about the
   *     token
   */
  List<VerificationKey> candidates(KeyRequest request);

  /**
   * The keys now here, as one object: as long as it is the same one, they are the same keys. What
   * was checked with them may be taken for checked no longer.
   *
   * @return null (the default) if this set cannot say
   * @throws TransportException if the keys cannot be had
   */
  default @Nullable Object version() {
    return null;
  }

  /** The names of the keys now here, for messages; empty if they are not known. */
  default Set<String> keyIds() {
    return Set.of();
  }

  /** How the keys are; empty for a set that never changes. */
  default Optional<KeySetHealth> health() {
    return Optional.empty();
  }

  /** Ends the work in the background, if there is any. */
  @Override
  default void close() {}
}
