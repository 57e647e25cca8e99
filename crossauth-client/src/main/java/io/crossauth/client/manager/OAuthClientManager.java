package io.crossauth.client.manager;

import io.crossauth.client.manager.ClientManagementException.Reason;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes, changes and checks the clients of an authorization server. Ids and secrets are random;
 * secrets are kept as salted hashes alone.
 *
 * <p>Immutable and safe for use by many threads. Every method may throw {@link
 * ClientStorageException} when the storage fails.
 */
public final class OAuthClientManager {

  /** How often PBKDF2 applies its function by default, by OWASP's advice of 2025: 600,000. */
  public static final int DEFAULT_ITERATIONS = 600_000;

  private static final int MOST_IDS = 5;
  private static final int MOST_CONFLICTS = 100;

  private final OAuthClientStorage storage;
  private final ClientSecrets secrets;
  private final Platform platform;

  OAuthClientManager(OAuthClientStorage storage, int iterations, Platform platform) {
    this.storage = storage;
    this.secrets = new ClientSecrets(iterations, platform.random());
    this.platform = platform;
  }

  /** Begins a manager of the clients in this storage. */
  public static OAuthClientManagerBuilder builder(OAuthClientStorage storage) {
    return new OAuthClientManagerBuilder(storage);
  }

  /** A confidential client of nobody that may use all flows; see {@link #createClient}. */
  public IssuedClient createClient(String clientName, List<String> redirectUris) {
    return createClient(ClientDetails.named(clientName).withRedirectUris(redirectUris));
  }

  /**
   * Makes a client.
   *
   * @return the client; with its secret if it is confidential
   * @throws ClientManagementException if the details break a rule
   */
  public IssuedClient createClient(ClientDetails details) {
    ClientDetails checked = ClientRules.checked(details);
    Optional<ClientSecrets.Fresh> fresh =
        checked.confidential() ? Optional.of(secrets.make()) : Optional.empty();
    for (int i = 0; i < MOST_IDS; i++) {
      RegisteredClient client =
          new RegisteredClient(
              platform.random().text(ClientSecrets.ID_BYTES),
              checked,
              fresh.map(ClientSecrets.Fresh::hash),
              1);
      if (storage.createClient(client)) {
        return new IssuedClient(client, fresh.map(ClientSecrets.Fresh::secret));
      }
    }
    throw new ClientManagementException(
        Reason.NO_FREE_ID, "client id: expected a free one, found five taken");
  }

  /**
   * Changes a client. A client that becomes confidential gets a secret; one that becomes public
   * loses its own.
   *
   * @param change gives the new details from those of now; asked again if another change came first
   * @return the client; with its secret if it got a new one
   * @throws ClientManagementException if there is no such client, or the new details break a rule
   */
  public IssuedClient updateClient(String clientId, UnaryOperator<ClientDetails> change) {
    return update(clientId, change, false);
  }

  /**
   * Changes a client and gives it a new secret; the old one is worth nothing from then on.
   *
   * @return the client with its new secret
   * @throws ClientManagementException if there is no such client, the new details break a rule, or
   *     the client is public
   */
  public IssuedClient updateClientAndResetSecret(
      String clientId, UnaryOperator<ClientDetails> change) {
    return update(clientId, change, true);
  }

  /** Gives a client a new secret; see {@link #updateClientAndResetSecret}. */
  public IssuedClient resetSecret(String clientId) {
    return update(clientId, details -> details, true);
  }

  private IssuedClient update(String clientId, UnaryOperator<ClientDetails> change, boolean reset) {
    Optional<ClientSecrets.Fresh> made = Optional.empty();
    for (int i = 0; i < MOST_CONFLICTS; i++) {
      RegisteredClient now = storage.getClientById(clientId).orElseThrow(() -> unknown());
      ClientDetails details = ClientRules.checked(change.apply(now.details()));
      if (reset && !details.confidential()) {
        throw new ClientManagementException(
            Reason.NOT_CONFIDENTIAL, "secret: expected a confidential client, found a public one");
      }
      boolean wanted = details.confidential() && (reset || now.secretHash().isEmpty());
      if (wanted && made.isEmpty()) {
        made = Optional.of(secrets.make());
      }
      Optional<ClientSecrets.Fresh> fresh = wanted ? made : Optional.empty();
      Optional<SecretHash> kept = details.confidential() ? now.secretHash() : Optional.empty();
      RegisteredClient next =
          now.changedTo(details, fresh.map(ClientSecrets.Fresh::hash).or(() -> kept));
      if (storage.updateClient(next)) {
        return new IssuedClient(next, fresh.map(ClientSecrets.Fresh::secret));
      }
    }
    throw new ClientManagementException(
        Reason.CHANGED_MEANWHILE, "client: expected no change meanwhile, found one each time");
  }

  /** A client, if there is one of this id. */
  public Optional<RegisteredClient> getClientById(String clientId) {
    return storage.getClientById(clientId);
  }

  /** The clients of a name, at most 1,000. */
  public List<RegisteredClient> getClientByName(String clientName, ClientOwner owner) {
    return storage.getClientByName(clientName, owner);
  }

  /**
   * The clients of an owner, in an order that stays the same.
   *
   * @param skip how many to leave out at the beginning, from 0
   * @param take how many to give at most, 1 to 1,000
   * @throws IllegalArgumentException if a number is out of its range
   */
  public List<RegisteredClient> getClients(ClientOwner owner, int skip, int take) {
    if (skip < 0 || take < 1 || take > 1_000) {
      throw new IllegalArgumentException(
          "expected skip from 0 and take from 1 to 1,000, found " + skip + " and " + take);
    }
    return storage.getClients(owner, skip, take);
  }

  /**
   * Forgets a client.
   *
   * @return whether there was one
   */
  public boolean deleteClient(String clientId) {
    return storage.deleteClient(clientId);
  }

  /**
   * Checks a client's secret. Takes as long for an id that nobody has. A hash that is weaker than
   * today's is replaced when its secret was right.
   *
   * @return the client; empty if there is none, it is public, or the secret is another
   */
  public Optional<RegisteredClient> authenticate(String clientId, Secret secret) {
    Optional<RegisteredClient> client = storage.getClientById(clientId);
    Optional<SecretHash> hash = client.flatMap(RegisteredClient::secretHash);
    if (!secrets.matches(hash, secret)) {
      return Optional.empty();
    }
    return client.map(known -> upgraded(known, secret));
  }

  private RegisteredClient upgraded(RegisteredClient client, Secret secret) {
    Optional<SecretHash> stronger = client.secretHash().flatMap(h -> secrets.upgrade(h, secret));
    if (stronger.isEmpty()) {
      return client;
    }
    RegisteredClient next = client.changedTo(client.details(), stronger);
    try {
      return storage.updateClient(next) ? next : client;
    } catch (ClientStorageException e) {
      // The secret was right; the next use of it upgrades.
      return client;
    }
  }

  /**
   * Checks a redirect URI: https, http of this machine, or a private-use scheme that is a domain
   * name in reverse ({@code com.example.app:/callback}); without fragment, user info, wildcard and
   * dot segments.
   *
   * @return the same address
   * @throws ClientManagementException if it breaks a rule; the message says which
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700 section 2.1</a>
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7">RFC 8252 section 7</a>
   */
  public static URI validateUri(String redirectUri) {
    return ClientRules.redirectUri(redirectUri);
  }

  private static ClientManagementException unknown() {
    return new ClientManagementException(
        Reason.UNKNOWN_CLIENT, "client: expected one of this id, found none");
  }
}
