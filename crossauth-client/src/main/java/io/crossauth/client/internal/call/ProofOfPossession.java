package io.crossauth.client.internal.call;

import io.crossauth.http.Headers;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves at each call that the client has a key. Asked once for every request that is sent, so that
 * no proof is sent twice. Which key it is, its user knows: a login, a session, a service; a key
 * travels as a secret text. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-4">RFC 9449 section 4</a>
 */
@FunctionalInterface
public interface ProofOfPossession {

  /**
   * The header fields that prove it; none where no key has been chosen.
   *
   * @param method the HTTP method, as it is sent
   * @param address where the request goes, with its query
   * @param accessToken the token that is presented with the request; null if there is none
   */
  Headers prove(String method, URI address, @Nullable Secret accessToken);

  /** Whether what begins has to begin with a key. */
  default boolean wantsKey() {
    return false;
  }

  /** The key of something that begins, such as a login; empty if it does without. */
  default Optional<Secret> newKey() {
    return Optional.empty();
  }

  /** The same by this key. */
  default ProofOfPossession by(Secret key) {
    return this;
  }

  /** The thumbprint of the chosen key (RFC 7638), for {@code dpop_jkt}; empty if there is none. */
  default Optional<String> thumbprint() {
    return Optional.empty();
  }

  /**
   * The types that a token response may have, in lower or upper case.
   *
   * @param usual those without a proof
   */
  default Set<String> tokenTypes(Set<String> usual) {
    return usual;
  }

  /**
   * What to try where a token came that is not bound to the key, as the end of a sentence; empty
   * where tokens need not be.
   */
  default String unboundHint() {
    return "";
  }

  /**
   * Keeps what an answer brings for the next request.
   *
   * @param address where the request went
   * @param nonces the values of {@code DPoP-Nonce}
   */
  default void answered(URI address, List<String> nonces) {}

  /** For a client without such a key. */
  static ProofOfPossession none() {
    return (method, address, accessToken) -> Headers.none();
  }
}
