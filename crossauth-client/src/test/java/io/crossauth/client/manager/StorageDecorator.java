package io.crossauth.client.manager;

import java.util.List;
import java.util.Optional;

/** A storage in memory, to change one method of. */
class StorageDecorator implements OAuthClientStorage {

  final OAuthClientStorage inner = OAuthClientStorage.inMemory();

  @Override
  public Optional<RegisteredClient> getClientById(String clientId) {
    return inner.getClientById(clientId);
  }

  @Override
  public List<RegisteredClient> getClientByName(String clientName, ClientOwner owner) {
    return inner.getClientByName(clientName, owner);
  }

  @Override
  public List<RegisteredClient> getClients(ClientOwner owner, int skip, int take) {
    return inner.getClients(owner, skip, take);
  }

  @Override
  public boolean createClient(RegisteredClient client) {
    return inner.createClient(client);
  }

  @Override
  public boolean updateClient(RegisteredClient next) {
    return inner.updateClient(next);
  }

  @Override
  public boolean deleteClient(String clientId) {
    return inner.deleteClient(clientId);
  }
}
