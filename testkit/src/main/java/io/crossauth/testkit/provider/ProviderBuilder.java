package io.crossauth.testkit.provider;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Settings of an {@link InProcessProvider}. For one thread. */
public final class ProviderBuilder {

  private final Map<String, String> secrets = new HashMap<>();
  private final Map<String, URI> clientJwksUris = new HashMap<>();
  private final Set<String> encryptedIdTokens = new HashSet<>();
  private Clock clock = Clock.systemUTC();
  private String path = "/realms/crossauth";
  private String host = "127.0.0.1";
  private Optional<URI> issuer = Optional.empty();
  private Optional<SSLContext> tls = Optional.empty();
  private String keySet = "provider";
  private boolean rfc9068;
  private boolean consent;
  private boolean paceChecked = true;
  private Duration deviceInterval = Duration.ofSeconds(1);
  private String initialAccessToken = "";
  private boolean pushed;
  private boolean signed;
  private List<String> detailTypes = List.of("payment_initiation", "account_information");
  private String responseAlgorithm = "RS256";
  private boolean dpop = true;
  private boolean dpopRequired;
  private Set<Endpoint> dpopNonces = Set.of();
  private boolean mutualTls;
  private boolean aliases;
  private final Map<String, X509Certificate> ownCertificates = new HashMap<>();
  private final Set<String> boundClients = new HashSet<>();
  private Set<String> exchangeAudiences = Set.of(TestClients.ORDERS, TestClients.AUDIENCE);
  private final Map<String, TestKey> assertionKeys = new HashMap<>();
  private final Map<String, RegisteredClient> ownClients = new HashMap<>();
  private final Map<String, RedirectUris> redirectUris = new HashMap<>();

  ProviderBuilder() {
    assertionKeys.put(
        TestClients.ASSERTION_ISSUER, Clients.find(TestClients.ASSERTION_KEY).orElseThrow().key());
  }

  /**
   * Sets the provider's time.
   *
   * @param value the clock; the system's by default
   * @return this builder
   */
  public ProviderBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /**
   * Sets the path of the issuer.
   *
   * @param value the path, with a slash at its beginning, {@code /realms/crossauth} by default;
   *     {@code /} or a path that ends in a slash gives an issuer that does, as Auth0's do
   * @return this builder
   */
  public ProviderBuilder path(String value) {
    path = value;
    return this;
  }

  /**
   * Sets the host in the issuer and in all addresses.
   *
   * @param value a name or address that leads to 127.0.0.1, which is the default
   * @return this builder
   */
  public ProviderBuilder host(String value) {
    host = value;
    return this;
  }

  /**
   * Sets an issuer that is not the provider's address; the endpoints stay where they are.
   *
   * @param value the issuer, as tokens and metadata say it
   * @return this builder
   * @throws IllegalArgumentException if it is no URI
   */
  public ProviderBuilder issuer(String value) {
    issuer = Optional.of(URI.create(value));
    return this;
  }

  /**
   * Serves by https; by default it is http.
   *
   * @param serverContext the server's key and certificate
   * @return this builder
   */
  public ProviderBuilder tls(SSLContext serverContext) {
    tls = Optional.of(serverContext);
    return this;
  }

  /**
   * Names the signing keys. Providers of one name sign with the same keys; a test with two issuers
   * gives each its own.
   *
   * @param name the name, part of each {@code kid}; {@code provider} by default
   * @return this builder
   */
  public ProviderBuilder keySet(String name) {
    keySet = name;
    return this;
  }

  /**
   * Registers a client of your own, beside those of {@link TestClients}.
   *
   * @param own the client; in place of one of the same id
   * @return this builder
   * @throws IllegalArgumentException if its id is one of {@link TestClients}, which keep what they
   *     can do: {@link #redirectUris} and {@link #secret} change theirs
   */
  public ProviderBuilder client(RegisteredClient own) {
    if (Clients.find(own.id()).isPresent()) {
      throw new IllegalArgumentException(
          "client: expected an id of your own, found %s, which is one of TestClients; redirectUris(..)"
                  .formatted(own.id())
              + " and secret(..) change what that one has");
    }
    ownClients.put(own.id(), own);
    return this;
  }

  /**
   * Holds one of {@link TestClients} to the redirect URIs of your program, compared as those of
   * {@link RegisteredClient#redirectUris} are. Without this such a client may name <em>any</em>
   * path of this machine, as in the realm of the real Keycloak, and a test does not see a typo.
   *
   * @param clientId one of {@link TestClients}
   * @param uris the URIs, in place of those before
   * @return this builder
   * @throws IllegalArgumentException if the id is none of {@link TestClients}, or one of the URIs
   *     is not absolute or has a fragment
   */
  public ProviderBuilder redirectUris(String clientId, String... uris) {
    if (Clients.find(clientId).isEmpty()) {
      throw new IllegalArgumentException(
          "redirectUris: expected one of TestClients, found %s; a client of your own is registered"
                  .formatted(clientId)
              + " by client(RegisteredClient.confidential(id, secret).redirectUris(..))");
    }
    redirectUris.put(clientId, RedirectUris.of(uris));
    return this;
  }

  /**
   * Gives another secret to a client that has one, such as one that must be encoded.
   *
   * @param clientId one of {@link TestClients} that authenticates by a secret
   * @param value its secret
   * @return this builder
   */
  public ProviderBuilder secret(String clientId, String value) {
    secrets.put(clientId, value);
    return this;
  }

  /**
   * Says where a client publishes its keys ({@code jwks_uri}, RFC 7591 section 2), in place of the
   * key that the provider knows. They are kept for the {@code max-age} of the answer, and looked
   * for again for an unknown key id.
   *
   * @param clientId one of {@link TestClients#KEY_CLIENTS}
   * @param uri the address of its JWK Set
   * @return this builder
   */
  public ProviderBuilder clientJwksUri(String clientId, URI uri) {
    clientJwksUris.put(clientId, uri);
    return this;
  }

  /**
   * Encrypts the ID tokens of a client for the key with {@code use: enc} that it publishes, by the
   * {@code alg} of that key and A256GCM.
   *
   * @param clientId a client whose keys are fetched from a {@code jwks_uri}
   * @return this builder
   */
  public ProviderBuilder encryptedIdTokens(String clientId) {
    encryptedIdTokens.add(clientId);
    return this;
  }

  /**
   * Makes access tokens by RFC 9068 section 2 ({@code typ: at+jwt}); by default they are like
   * Keycloak's.
   *
   * @return this builder
   */
  public ProviderBuilder rfc9068AccessTokens() {
    rfc9068 = true;
    return this;
  }

  /**
   * Asks for consent at each login; by default it never does but for devices.
   *
   * @return this builder
   */
  public ProviderBuilder consent() {
    consent = true;
    return this;
  }

  /**
   * Sets what devices are told to wait between polls ({@code interval}, RFC 8628 section 3.2).
   *
   * @param value whole seconds; one by default
   * @return this builder
   */
  public ProviderBuilder deviceInterval(Duration value) {
    deviceInterval = value;
    return this;
  }

  /**
   * Lets devices poll as fast as they like, for tests whose clock stands still; by default one that
   * polls too fast is told to slow down.
   *
   * @return this builder
   */
  public ProviderBuilder anyPollingPace() {
    paceChecked = false;
    return this;
  }

  /**
   * Lets clients register only with a token (RFC 7591 section 3).
   *
   * @param value the token; empty, as by default, lets anybody register
   * @return this builder
   */
  public ProviderBuilder initialAccessToken(String value) {
    initialAccessToken = value;
    return this;
  }

  /**
   * Demands that every authorization request is pushed, and says so in its metadata (RFC 9126
   * section 5); by default it may be.
   *
   * @return this builder
   */
  public ProviderBuilder requirePushedRequests() {
    pushed = true;
    return this;
  }

  /**
   * Demands that every authorization request is signed, and says so in its metadata (RFC 9101
   * section 10.5); by default it may be. Clients that authenticate by a signature sign requests by
   * the same key.
   *
   * @return this builder
   */
  public ProviderBuilder requireSignedRequests() {
    signed = true;
    return this;
  }

  /**
   * Sets the types of {@code authorization_details} that the provider knows (RFC 9396 section 10).
   *
   * @param types the types; {@code payment_initiation} and {@code account_information} by default
   * @return this builder
   */
  public ProviderBuilder authorizationDetailsTypes(String... types) {
    detailTypes = List.of(types);
    return this;
  }

  /**
   * Signs authorization responses that are JWTs (JARM) by another algorithm.
   *
   * @param value RS256, which is the default, PS256, ES256 or EdDSA
   * @return this builder
   * @see <a href="https://openid.net/specs/oauth-v2-jarm-final.html">JARM</a>
   */
  public ProviderBuilder authorizationResponseAlgorithm(String value) {
    responseAlgorithm = value;
    return this;
  }

  /**
   * Serves by https and asks clients for a certificate (RFC 8705): the client {@link
   * io.crossauth.testkit.TestClients#TLS} authenticates by one of {@link TestCertificates#shared()}
   * whose subject is {@code CN=} and its id. By default nobody is asked.
   *
   * @return this builder
   */
  public ProviderBuilder mutualTls() {
    mutualTls = true;
    return this;
  }

  /**
   * Sets the audiences and resources that a token exchange may name (RFC 8693 section 2.1); others
   * are {@code invalid_target}.
   *
   * @param audiences the names and addresses; {@link TestClients#ORDERS} and {@link
   *     TestClients#AUDIENCE} by default
   * @return this builder
   */
  public ProviderBuilder exchangeAudiences(String... audiences) {
    exchangeAudiences = Set.of(audiences);
    return this;
  }

  /**
   * Asks for certificates as {@link #mutualTls()} does, but at another address alone, on another
   * host and port, which the metadata names ({@code mtls_endpoint_aliases}, RFC 8705 section 5).
   * Everything else is served as ever: by http, unless {@link #tls} says otherwise.
   *
   * @return this builder
   */
  public ProviderBuilder mutualTlsAliases() {
    aliases = true;
    return this;
  }

  /**
   * Registers a certificate that the client has signed itself ({@code self_signed_tls_client_auth},
   * RFC 8705 section 2.2), which then alone authenticates it.
   *
   * @param clientId {@link io.crossauth.testkit.TestClients#TLS} or {@link
   *     io.crossauth.testkit.TestClients#FAPI2_X509}
   * @param own its certificate
   * @return this builder
   */
  public ProviderBuilder clientCertificate(String clientId, X509Certificate own) {
    ownCertificates.put(clientId, own);
    return this;
  }

  /**
   * Binds the tokens of a client to its certificate, however it authenticates (RFC 8705 section 3);
   * by default only those of clients that authenticate by one are bound, and those of {@link
   * io.crossauth.testkit.TestClients#FAPI2_MTLS}.
   *
   * @param clientId the client, which must show a certificate from then on
   * @return this builder
   */
  public ProviderBuilder certificateBoundTokens(String clientId) {
    boundClients.add(clientId);
    return this;
  }

  /**
   * Does not know DPoP: proofs are not looked at. By default tokens are bound to the key of the
   * proof that a request brings, and the metadata says so (RFC 9449 section 5.1).
   *
   * @return this builder
   */
  public ProviderBuilder withoutDpop() {
    dpop = false;
    return this;
  }

  /**
   * Gives no tokens without a proof.
   *
   * @return this builder
   */
  public ProviderBuilder requireDpop() {
    dpopRequired = true;
    return this;
  }

  /**
   * Asks for a nonce in each proof at some endpoints (RFC 9449 section 8).
   *
   * @param endpoints {@link Endpoint#PUSHED_AUTHORIZATION}, {@link Endpoint#TOKEN} or {@link
   *     Endpoint#USERINFO}
   * @return this builder
   */
  public ProviderBuilder dpopNonces(Endpoint... endpoints) {
    dpopNonces = Set.of(endpoints);
    return this;
  }

  /**
   * Takes the assertions of one more issuer (RFC 7523 section 2.1), as a provider does that trusts
   * a platform's workload identities. Their subject is the name of one of {@link
   * io.crossauth.testkit.TestUsers}.
   *
   * @param name the {@code iss} of its assertions; {@link TestClients#ASSERTION_ISSUER} is known
   * @param key what they are signed by
   * @return this builder
   */
  public ProviderBuilder assertionIssuer(String name, TestKey key) {
    assertionKeys.put(name, key);
    return this;
  }

  /**
   * Starts a provider with these settings on a free port of 127.0.0.1.
   *
   * @return the provider
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public InProcessProvider start() {
    FaultServer server = server();
    String scheme = tls.isPresent() || mutualTls ? "https" : "http";
    String origin = scheme + "://" + host + ":" + server.port();
    String withoutSlash = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Optional<FaultServer> alias =
        aliases ? Optional.of(FaultServer.startMutualTls(anyClient())) : Optional.empty();
    Settings settings =
        new Settings(
            issuer.orElse(URI.create(origin + path)),
            URI.create(origin + withoutSlash),
            clock,
            keySet,
            rfc9068,
            consent,
            deviceInterval,
            paceChecked,
            Map.copyOf(secrets),
            Map.copyOf(clientJwksUris),
            Set.copyOf(encryptedIdTokens),
            initialAccessToken,
            new Settings.Requests(pushed, signed),
            detailTypes,
            new Settings.Dpop(dpop, dpopRequired, dpopNonces),
            responseAlgorithm,
            new Settings.MutualTls(
                mutualTls || aliases,
                alias.map(own -> URI.create("https://localhost:" + own.port() + withoutSlash)),
                Map.copyOf(ownCertificates),
                Set.copyOf(boundClients)),
            new Settings.Exchanges(exchangeAudiences, Map.copyOf(assertionKeys)),
            Map.copyOf(ownClients),
            Map.copyOf(redirectUris));
    return new InProcessProvider(server, alias, settings);
  }

  private FaultServer server() {
    if (mutualTls) {
      return FaultServer.startMutualTls(tls.orElseGet(ProviderBuilder::anyClient));
    }
    return tls.map(FaultServer::startTls).orElseGet(FaultServer::start);
  }

  private static SSLContext anyClient() {
    return TestCertificates.shared().serverContextForAnyClient("localhost", "127.0.0.1");
  }
}
