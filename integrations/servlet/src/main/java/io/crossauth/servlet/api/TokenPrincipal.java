package io.crossauth.servlet.api;

import io.crossauth.tokenconsumer.VerifiedToken;
import java.security.Principal;

/**
 * Whose request it is, by the access token that has passed every check: what {@code
 * request.getUserPrincipal()} is behind a {@link ResourceServerFilter}. Immutable and safe for use
 * by many threads.
 *
 * @param token the token
 */
public record TokenPrincipal(VerifiedToken token) implements Principal {

  /**
   * The subject ({@code sub}), or the client ({@code client_id}) where the token names no subject.
   *
   * @return the name, unique at its issuer alone; empty if the token names neither
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068 section 2.2</a>
   */
  @Override
  public String getName() {
    return token
        .subject()
        .orElseGet(() -> token.claim("client_id").map(String::valueOf).orElse(""));
  }

  /** Issuer and subject, never the token. */
  @Override
  public String toString() {
    return "TokenPrincipal[" + token + "]";
  }
}
