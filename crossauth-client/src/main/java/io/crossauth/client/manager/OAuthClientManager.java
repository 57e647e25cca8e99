package io.crossauth.client.manager;

import io.crossauth.client.manager.ClientManagementException.Reason;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes, changes and checks the clients of an authorization server (RFC 6749 section 2). Ids and
 * secrets are random; secrets are kept as salted hashes alone.
 *
 * <p>Immutable and safe for use by many threads. Every method may throw {@link StorageException}
 * when the storage fails.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2">RFC 6749 section 2</a>
 */
public final class OAuthClientManager {

  /** How often PBKDF2 applies its function by default, by OWASP's advice of 2025: 600,000. */
  public static final int DEFAULT_ITERATIONS = 600_000;

  private static final int MOST_IDS = 5;
  private static final int MOST_CONFLICTS = 100;

  private final OAuthClientStorage storage;
  private final ClientSecrets secrets;
  private final Platform platform;

  private OAuthClientManager(OAuthClientStorage storage, int iterations, Platform platform) {
    this.storage = storage;
    this.secrets = new ClientSecrets(iterations, platform.random());
    this.platform = platform;
  }

  /**
   * Begins a manager of the clients in this storage.
   *
   * @param storage where the clients are kept
   * @return a builder; {@code build()} is enough
   */
  public static Builder builder(OAuthClientStorage storage) {
    return new Builder(storage);
  }

  /**
   * Makes a confidential client that nobody owns and that may use all flows.
   *
   * @param clientName what people call it: 1 to 200 characters
   * @param redirectUris where the browser may be sent back to; may be empty
   * @return the client, with its secret
   * @throws ClientManagementException if the name or an address breaks a rule
   */
  public IssuedClient createClient(String clientName, List<String> redirectUris) {
    return createClient(ClientDetails.named(clientName).withRedirectUris(redirectUris));
  }

  /**
   * Makes a client.
   *
   * @param details what it is
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
        Reason.NO_FREE_ID,
        "client id: expected a free one, found five drawn by chance taken; try again");
  }

  /**
   * Changes a client. A client that becomes confidential gets a secret; one that becomes public
   * loses its own.
   *
   * @param clientId the client's id
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
   * @param clientId the client's id
   * @param change gives the new details from those of now; asked again if another change came first
   * @return the client with its new secret
   * @throws ClientManagementException if there is no such client, the new details break a rule, or
   *     the client is public
   */
  public IssuedClient updateClientAndResetSecret(
      String clientId, UnaryOperator<ClientDetails> change) {
    return update(clientId, change, true);
  }

  /**
   * Gives a client a new secret; the old one is worth nothing from then on.
   *
   * @param clientId the client's id
   * @return the client with its new secret
   * @throws ClientManagementException if there is no such client, or it is public
   */
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
      Optional<Secret> kept = details.confidential() ? now.secretHash() : Optional.empty();
      RegisteredClient next =
          now.changedTo(details, fresh.map(ClientSecrets.Fresh::hash).or(() -> kept));
      if (storage.updateClient(next)) {
        return new IssuedClient(next, fresh.map(ClientSecrets.Fresh::secret));
      }
    }
    throw new ClientManagementException(
        Reason.CHANGED_MEANWHILE,
        "client: expected that nobody else changes it meanwhile, found that somebody did at each"
            + " try; try again");
  }

  /**
   * Looks a client up by its id.
   *
   * @param clientId the client's id
   * @return the client; empty if there is none
   */
  public Optional<RegisteredClient> getClientById(String clientId) {
    return storage.getClientById(clientId);
  }

  /**
   * Looks clients up by their name, which several may share.
   *
   * @param clientName the name, character for character
   * @param owner whose clients are meant
   * @return at most 1,000 of them
   */
  public List<RegisteredClient> getClientByName(String clientName, ClientOwner owner) {
    return storage.getClientByName(clientName, owner);
  }

  /**
   * The clients of an owner, in an order that stays the same.
   *
   * @param owner whose clients are meant
   * @param skip how many to leave out at the beginning, from 0
   * @param take how many to give at most, 1 to 1,000
   * @return the clients
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
   * @param clientId the client's id
   * @return whether there was one
   */
  public boolean deleteClient(String clientId) {
    return storage.deleteClient(clientId);
  }

  /**
   * Checks a client's secret. An id that nobody has, a public client, a hash of today and one of
   * fewer iterations cost the same work. A hash that is weaker than today's is replaced when its
   * secret was right.
   *
   * @param clientId the client's id, as the caller says it
   * @param secret the client's secret, as the caller says it
   * @return the client; empty if there is none, it is public, or the secret is not its own
   */
  public Optional<RegisteredClient> authenticate(String clientId, Secret secret) {
    Optional<RegisteredClient> client = storage.getClientById(clientId);
    Optional<Secret> hash = client.flatMap(RegisteredClient::secretHash);
    if (!secrets.matches(hash, secret)) {
      return Optional.empty();
    }
    return client.map(known -> upgraded(known, secret));
  }

  private RegisteredClient upgraded(RegisteredClient client, Secret secret) {
    Optional<Secret> stronger = client.secretHash().flatMap(h -> secrets.upgrade(h, secret));
    if (stronger.isEmpty()) {
      return client;
    }
    RegisteredClient next = client.changedTo(client.details(), stronger);
    try {
      return storage.updateClient(next) ? next : client;
    } catch (StorageException e) {
      // The secret was right; the next use of it upgrades.
      return client;
    }
  }

  /**
   * Checks a redirect URI: https, http of this machine, or a private-use scheme that is a domain
   * name in reverse ({@code com.example.app:/callback}); without fragment, user info, wildcard and
   * dot segments.
   *
   * @param redirectUri the address, as it is registered
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

  /** Builds an {@link OAuthClientManager}. Not safe for use by many threads. */
  public static final class Builder {

    /** RFC 8018 section 4.2: at least a thousand. */
    private static final int FEWEST_ITERATIONS = 1_000;

    private static final int MOST_ITERATIONS = 100_000_000;

    private final OAuthClientStorage storage;
    private int iterations = DEFAULT_ITERATIONS;
    private Platform platform = Platform.system();

    private Builder(OAuthClientStorage storage) {
      this.storage = storage;
    }

    /**
     * Sets how often PBKDF2 applies its function to a secret. Hashes of fewer are replaced when
     * their secret is used.
     *
     * @param count 1,000 to 100,000,000; {@link #DEFAULT_ITERATIONS} by default
     * @return this builder
     * @throws IllegalArgumentException if it is out of this range
     */
    public Builder pbkdf2Iterations(int count) {
      if (count < FEWEST_ITERATIONS || count > MOST_ITERATIONS) {
        throw new IllegalArgumentException(
            "pbkdf2Iterations: expected 1,000 to 100,000,000, found " + count);
      }
      this.iterations = count;
      return this;
    }

    /**
     * Sets the platform; only its random source is used.
     *
     * @param other clock, ticker, scheduler and random source; the system's by default
     * @return this builder
     */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /**
     * Makes the manager.
     *
     * @return the manager; nothing is asked of the storage yet
     */
    public OAuthClientManager build() {
      return new OAuthClientManager(storage, iterations, platform);
    }
  }
}
