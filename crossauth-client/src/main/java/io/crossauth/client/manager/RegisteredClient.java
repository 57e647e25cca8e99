package io.crossauth.client.manager;

import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * A client as it is stored. Immutable and safe for use by many threads; its text form has no
 * secret, and not the hash of one.
 *
 * @param clientId its id: 22 characters of {@code A-Z a-z 0-9 - _}
 * @param details what it is
 * @param secretHash the salted hash of its secret, as a storage keeps it: {@code
 *     $pbkdf2-sha256$i=600000$salt$hash}, in base64url (RFC 8018 section 5.2); empty for a public
 *     client
 * @param version counts the changes, from 1; a storage refuses a change of anything but the newest
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2">RFC 6749 section 2</a>
 */
public record RegisteredClient(
    String clientId, ClientDetails details, Optional<Secret> secretHash, long version) {

  /**
   * Checks the form of the hash.
   *
   * @param clientId its id: 22 characters of {@code A-Z a-z 0-9 - _}
   * @param details what it is
   * @param secretHash the salted hash of its secret; empty for a public client
   * @param version counts the changes, from 1
   * @throws IllegalArgumentException if it is not one that {@link OAuthClientManager} has made; it
   *     is not quoted
   */
  public RegisteredClient {
    if (secretHash.isPresent()) {
      SecretHash unused = SecretHash.parse(secretHash.get());
    }
  }

  /** The next version of this client. */
  RegisteredClient changedTo(ClientDetails next, Optional<Secret> hash) {
    return new RegisteredClient(clientId, next, hash, version + 1);
  }
}
