package io.crossauth.jdbc;

import io.crossauth.client.manager.ClientOwner;
import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.manager.RegisteredClient;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;

/** Clients in the table {@code crossauth_client}, in the order of their ids. */
final class JdbcClientStorage implements OAuthClientStorage {

  private static final int MOST_OF_A_NAME = 1_000;

  private static final String BY_ID = "SELECT * FROM crossauth_client WHERE client_id = ?";

  private static final String BY_NAME =
      """
      SELECT * FROM crossauth_client WHERE client_name = ?
      ORDER BY client_id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY\
      """;
  private static final String BY_NAME_OF_USER =
      """
      SELECT * FROM crossauth_client WHERE client_name = ? AND user_id = ?
      ORDER BY client_id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY\
      """;
  private static final String BY_NAME_OF_NOBODY =
      """
      SELECT * FROM crossauth_client WHERE client_name = ? AND user_id IS NULL
      ORDER BY client_id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY\
      """;

  private static final String ALL =
      """
      SELECT * FROM crossauth_client
      ORDER BY client_id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY\
      """;
  private static final String OF_USER =
      """
      SELECT * FROM crossauth_client WHERE user_id = ?
      ORDER BY client_id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY\
      """;
  private static final String OF_NOBODY =
      """
      SELECT * FROM crossauth_client WHERE user_id IS NULL
      ORDER BY client_id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY\
      """;

  private static final String INSERT =
      """
      INSERT INTO crossauth_client (client_name, confidential, secret_hash, redirect_uris,
        valid_flows, user_id, extra, version, client_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String UPDATE =
      """
      UPDATE crossauth_client SET client_name = ?, confidential = ?, secret_hash = ?,
        redirect_uris = ?, valid_flows = ?, user_id = ?, extra = ?, version = ?
      WHERE client_id = ? AND version = ?\
      """;
  private static final String DELETE = "DELETE FROM crossauth_client WHERE client_id = ?";

  private final Database database;
  private final ClientRow row;

  JdbcClientStorage(Database database) {
    this.database = database;
    this.row = new ClientRow(database);
  }

  @Override
  public Optional<RegisteredClient> getClientById(String clientId) {
    return database.query(BY_ID, row::read, clientId).stream().findFirst();
  }

  @Override
  public List<RegisteredClient> getClientByName(String clientName, ClientOwner owner) {
    if (owner.userId().isPresent()) {
      return database.query(
          BY_NAME_OF_USER, row::read, clientName, owner.userId().get(), 0, MOST_OF_A_NAME);
    }
    String sql = owner.everybody() ? BY_NAME : BY_NAME_OF_NOBODY;
    return database.query(sql, row::read, clientName, 0, MOST_OF_A_NAME);
  }

  @Override
  public List<RegisteredClient> getClients(ClientOwner owner, int skip, int take) {
    if (owner.userId().isPresent()) {
      return database.query(OF_USER, row::read, owner.userId().get(), skip, take);
    }
    String sql = owner.everybody() ? ALL : OF_NOBODY;
    return database.query(sql, row::read, skip, take);
  }

  @Override
  public boolean createClient(RegisteredClient client) {
    if (insert(client)) {
      return true;
    }
    if (getClientById(client.clientId()).isEmpty()) {
      throw new StorageException(
          "database: expected to store the client, found a constraint against it", null);
    }
    return false;
  }

  private boolean insert(RegisteredClient client) {
    return database.insert(
        INSERT,
        client.details().clientName(),
        client.details().confidential(),
        client.secretHash().map(Secret::reveal).orElse(null),
        ClientRow.json(client.details().redirectUris()),
        ClientRow.json(client.details().validFlows()),
        client.details().userId().orElse(null),
        ClientRow.json(client.details().extra()),
        client.version(),
        client.clientId());
  }

  @Override
  public boolean updateClient(RegisteredClient next) {
    int changed =
        database.update(
            UPDATE,
            next.details().clientName(),
            next.details().confidential(),
            next.secretHash().map(Secret::reveal).orElse(null),
            ClientRow.json(next.details().redirectUris()),
            ClientRow.json(next.details().validFlows()),
            next.details().userId().orElse(null),
            ClientRow.json(next.details().extra()),
            next.version(),
            next.clientId(),
            next.version() - 1);
    return changed == 1;
  }

  @Override
  public boolean deleteClient(String clientId) {
    return database.update(DELETE, clientId) == 1;
  }
}
