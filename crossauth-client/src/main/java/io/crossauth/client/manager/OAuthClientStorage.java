package io.crossauth.client.manager;

import io.crossauth.error.StorageException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the clients of an authorization server.
 *
 * <p>Implementations are safe for use by many threads and, where they share a back end, by many
 * processes. All methods throw {@link StorageException} when the back end fails, and for nothing
 * else.
 */
public interface OAuthClientStorage {

  /**
   * Looks a client up by its id.
   *
   * @param clientId the client's id
   * @return the client; empty if there is none
   */
  Optional<RegisteredClient> getClientById(String clientId);

  /**
   * The clients of a name, which need not be unique.
   *
   * @param clientName the name, character for character
   * @param owner whose clients are meant
   * @return at most 1,000 of them
   */
  List<RegisteredClient> getClientByName(String clientName, ClientOwner owner);

  /**
   * The clients of an owner, in an order that stays the same.
   *
   * @param owner whose clients are meant
   * @param skip how many to leave out at the beginning, from 0
   * @param take how many to give at most, from 1
   * @return the clients
   */
  List<RegisteredClient> getClients(ClientOwner owner, int skip, int take);

  /**
   * Stores a new client.
   *
   * @param client the client, at its first version
   * @return whether it was stored; false if there is a client of this id already, which stays as it
   *     is
   */
  boolean createClient(RegisteredClient client);

  /**
   * Stores the next version of a client, atomically.
   *
   * @param next the client as it is to be, with the number of the version before plus one
   * @return whether it was stored; false if there is no such client, or the version in the storage
   *     is not the one before this
   */
  boolean updateClient(RegisteredClient next);

  /**
   * Forgets a client.
   *
   * @param clientId the client's id
   * @return whether there was one
   */
  boolean deleteClient(String clientId);

  /**
   * A storage in the memory of this process.
   *
   * @return a storage for 10,000 clients; more are refused with {@link StorageException}
   */
  static OAuthClientStorage inMemory() {
    return new InMemoryClientStorage(10_000);
  }
}
