package io.crossauth.client.manager;

import io.crossauth.error.StorageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Clients in memory, in the order of their ids. A client is never dropped to free memory. */
final class InMemoryClientStorage implements OAuthClientStorage {

  private static final int MOST_OF_A_NAME = 1_000;

  private final ConcurrentNavigableMap<String, RegisteredClient> clients =
      new ConcurrentSkipListMap<>();
  private final Semaphore free;

  InMemoryClientStorage(int most) {
    this.free = new Semaphore(most);
  }

  @Override
  public Optional<RegisteredClient> getClientById(String clientId) {
    return Optional.ofNullable(clients.get(clientId));
  }

  @Override
  public List<RegisteredClient> getClientByName(String clientName, ClientOwner owner) {
    return of(owner, client -> client.details().clientName().equals(clientName))
        .limit(MOST_OF_A_NAME)
        .toList();
  }

  @Override
  public List<RegisteredClient> getClients(ClientOwner owner, int skip, int take) {
    return of(owner, client -> true).skip(skip).limit(take).toList();
  }

  @Override
  public boolean createClient(RegisteredClient client) {
    if (!free.tryAcquire()) {
      throw new StorageException(
          "client storage: expected space for a client, found it full", null);
    }
    boolean stored = clients.putIfAbsent(client.clientId(), client) == null;
    if (!stored) {
      free.release();
    }
    return stored;
  }

  @Override
  public boolean updateClient(RegisteredClient next) {
    RegisteredClient now = clients.get(next.clientId());
    return now != null
        && now.version() == next.version() - 1
        && clients.replace(next.clientId(), now, next);
  }

  @Override
  public boolean deleteClient(String clientId) {
    boolean deleted = clients.remove(clientId) != null;
    if (deleted) {
      free.release();
    }
    return deleted;
  }

  private Stream<RegisteredClient> of(ClientOwner owner, Predicate<RegisteredClient> which) {
    return clients.values().stream()
        .filter(client -> owner.includes(client.details()))
        .filter(which);
  }
}
