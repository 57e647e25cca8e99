package io.crossauth.testkit.provider;

import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TokenMint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenID provider on a free port of 127.0.0.1, in this process.
 *
 * <p>It knows the clients and users of the testkit, speaks as Keycloak does where the
 * specifications leave a choice, checks what it is sent strictly, and does wrong only what {@link
 * #faults()} says. The specification of each endpoint is at {@link Endpoint}. Safe for use by many
 * threads.
 */
public final class InProcessProvider implements TestProvider {

  private final FaultServer server;
  private final Optional<FaultServer> alias;
  private final Realm realm;

  InProcessProvider(FaultServer server, Optional<FaultServer> alias, Settings settings) {
    this.server = server;
    this.alias = alias;
    this.realm = Realm.of(settings);
    // Making RSA keys takes seconds on a busy machine: not while a client waits for its answer.
    List<Map<String, Object>> unused = realm.keys().published();
    Router router = new Router(realm);
    server.always(router::serve);
    alias.ifPresent(other -> other.always(router::serve));
  }

  /**
   * Starts a provider without TLS whose issuer is {@code http://127.0.0.1:port/realms/crossauth}.
   *
   * @return the provider
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static InProcessProvider start() {
    return builder().start();
  }

  /** {@return a builder, for a provider with other settings} */
  public static ProviderBuilder builder() {
    return new ProviderBuilder();
  }

  @Override
  public URI issuer() {
    return realm.settings().issuer();
  }

  @Override
  public Optional<URI> mutualTlsIssuer() {
    return realm.settings().mutualTls().offered() ? Optional.of(issuer()) : Optional.empty();
  }

  /**
   * Tells what one endpoint received at its alias for clients with a certificate.
   *
   * @param endpoint the endpoint
   * @return its requests there, in the order in which they were complete; none without {@link
   *     ProviderBuilder#mutualTlsAliases()}
   */
  public List<RecordedRequest> aliasRequests(Endpoint endpoint) {
    return alias.map(other -> requests(other, endpoint)).orElse(List.of());
  }

  /**
   * Tells the address of an endpoint.
   *
   * @param endpoint the endpoint
   * @return its address, as the metadata says it
   */
  public URI uri(Endpoint endpoint) {
    return realm.settings().uri(endpoint);
  }

  /** {@return the switches that make the provider do wrong} */
  public ProviderFaults faults() {
    return realm.faults();
  }

  /**
   * {@return a mint whose tokens are this provider's: its issuer, its clock, its RS256 key of now}
   */
  public TokenMint mint() {
    return TokenMint.issuedBy(issuer().toString())
        .withClock(realm.settings().clock())
        .withKey(signingKey("RS256"));
  }

  /**
   * Gives the key that signs by an algorithm now.
   *
   * @param algorithm RS256, PS256, ES256 or EdDSA
   * @return the key, private half included
   * @throws IllegalArgumentException if the provider has no key for the algorithm
   */
  public TestKey signingKey(String algorithm) {
    return realm.keys().signing(algorithm);
  }

  /** Signs with new keys from now on; the old ones stay published until {@link #retireKeys()}. */
  public void rotateKeys() {
    realm.keys().rotate();
  }

  /** Publishes the keys of now only. */
  public void retireKeys() {
    realm.keys().retire();
  }

  @Override
  public Optional<String> initialAccessToken() {
    return Optional.of(realm.settings().initialAccessToken()).filter(token -> !token.isEmpty());
  }

  @Override
  public String privateJwk(String clientId) {
    return realm
        .client(clientId)
        .filter(client -> client.proof() == Client.Proof.KEY_JWT)
        .map(client -> client.key().privateJwkJson())
        .orElseThrow(() -> new IllegalArgumentException("clientId has no key: " + clientId));
  }

  /**
   * Approves a device as if a user had entered its code (RFC 8628 section 3.3).
   *
   * @param userCode as the device shows it
   * @param user one of {@link io.crossauth.testkit.TestUsers}
   * @throws IllegalArgumentException if no device waits with this code, or the user may not log in
   */
  public void approveDevice(String userCode, String user) {
    User known = User.require(user);
    Grant.Session session = new Grant.Session(Settings.random(), known.name(), realm.now());
    realm.vault().keep(session);
    device(userCode).decide(new Device.Decision.Approved(session));
  }

  /**
   * Denies a device as if a user had said no.
   *
   * @param userCode as the device shows it
   * @throws IllegalArgumentException if no device waits with this code
   */
  public void denyDevice(String userCode) {
    device(userCode).decide(new Device.Decision.Denied());
  }

  /**
   * Takes clients whose id is the address of their metadata document, from now on: a public client
   * is known by what the document says when it is needed (OAuth Client ID Metadata Document).
   */
  public void takeClientIdMetadataDocuments() {
    realm.registrations().documents().take();
  }

  /**
   * Starts an API that takes the tokens of this provider, on a port of its own.
   *
   * @param path its path, with a leading slash and without one at its end
   * @return the API; to be closed
   */
  public InProcessApi startApi(String path) {
    return new InProcessApi(realm, path);
  }

  /**
   * Starts a resource server that takes this provider's access tokens.
   *
   * @return the server, on a port of its own; to be closed by the caller
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public DpopResource startResource() {
    return new DpopResource(realm);
  }

  /** Takes none of the DPoP nonces that are out. */
  public void expireDpopNonces() {
    realm.dpop().expireNonces();
  }

  @Override
  public Optional<CibaDevices> cibaDevices() {
    return Optional.of(realm.devices());
  }

  @Override
  public Map<String, Long> eventCounts() {
    return realm.events().counts();
  }

  /** {@return all requests received so far, in the order in which they were complete} */
  public List<RecordedRequest> requests() {
    return server.requests();
  }

  /**
   * Tells what one endpoint received.
   *
   * @param endpoint the endpoint
   * @return its requests so far, in the order in which they were complete
   */
  public List<RecordedRequest> requests(Endpoint endpoint) {
    return requests(server, endpoint);
  }

  private List<RecordedRequest> requests(FaultServer asked, Endpoint endpoint) {
    return asked.requests().stream()
        .filter(
            request ->
                Endpoint.find(request.path(), realm.settings().base())
                    .filter(endpoint::equals)
                    .isPresent())
        .toList();
  }

  /**
   * Tells how many requests one endpoint received.
   *
   * @param endpoint the endpoint
   * @return their number so far
   */
  public int count(Endpoint endpoint) {
    return requests(endpoint).size();
  }

  /** {@return how many connections were accepted so far} */
  public int connections() {
    return server.connections();
  }

  /**
   * Waits until so many requests have come in all.
   *
   * @param howMany how many, counted from the start of the provider
   * @param patience how long to wait at most, in real time
   * @return whether they came before the patience ran out
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitRequests(int howMany, Duration patience) throws InterruptedException {
    return server.awaitRequests(howMany, patience);
  }

  private Device device(String userCode) {
    return realm
        .vault()
        .device(userCode)
        .orElseThrow(() -> new IllegalArgumentException("no device waits with this userCode"));
  }

  @Override
  public void close() {
    server.close();
    alias.ifPresent(FaultServer::close);
  }
}
