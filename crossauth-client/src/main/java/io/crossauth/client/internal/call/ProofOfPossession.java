package io.crossauth.client.internal.call;

import io.crossauth.http.Headers;
import io.crossauth.value.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Proves at each call that the client has a key. Asked once for every request that is sent, so that
 * no proof is sent twice. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-4">RFC 9449 section 4</a>
 */
@FunctionalInterface
public interface ProofOfPossession {

  /**
   * The header fields that prove it.
   *
   * @param method the HTTP method, in upper case
   * @param address where the request goes, with its query
   * @param accessToken the token that is presented with the request; null if there is none
   */
  Headers prove(String method, URI address, @Nullable Secret accessToken);

  /** For a client without such a key. */
  static ProofOfPossession none() {
    return (method, address, accessToken) -> Headers.none();
  }
}
