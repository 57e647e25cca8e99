package io.crossauth.client.manager;

import java.util.Optional;

/**
 * A client as it is stored. Immutable; its text form has no secret, since there is none in it.
 *
 * @param clientId its id: 22 characters of {@code A-Z a-z 0-9 - _}
 * @param details what it is
 * @param secretHash the hash of its secret; empty for a public client
 * @param version counts the changes, from 1; a storage refuses a change of anything but the newest
 */
public record RegisteredClient(
    String clientId, ClientDetails details, Optional<SecretHash> secretHash, long version) {

  /** The next version of this client. */
  RegisteredClient changedTo(ClientDetails next, Optional<SecretHash> hash) {
    return new RegisteredClient(clientId, next, hash, version + 1);
  }
}
