package io.crossauth.testkit.provider;

import io.crossauth.testkit.fault.FaultServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Settings of an {@link InProcessProvider}; for one thread. */
public final class ProviderBuilder {

  private final Map<String, String> secrets = new HashMap<>();
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

  ProviderBuilder() {}

  /** The provider's time; the system's by default. */
  public ProviderBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /**
   * The path of the issuer, {@code /realms/crossauth} by default; {@code /} or a path that ends in
   * a slash gives an issuer that does, as Auth0's do.
   */
  public ProviderBuilder path(String value) {
    path = value;
    return this;
  }

  /** The host in the issuer and in all addresses, {@code 127.0.0.1} by default. */
  public ProviderBuilder host(String value) {
    host = value;
    return this;
  }

  /** An issuer that is not the provider's address; the endpoints stay where they are. */
  public ProviderBuilder issuer(String value) {
    issuer = Optional.of(URI.create(value));
    return this;
  }

  /** Serves by https, with the certificate of this context. */
  public ProviderBuilder tls(SSLContext serverContext) {
    tls = Optional.of(serverContext);
    return this;
  }

  /**
   * The name of the signing keys. Providers of one name, by default all of a process, sign with the
   * same keys; a test with two issuers gives each its own.
   */
  public ProviderBuilder keySet(String name) {
    keySet = name;
    return this;
  }

  /** Another secret for a client that has one, such as one that must be encoded. */
  public ProviderBuilder secret(String clientId, String value) {
    secrets.put(clientId, value);
    return this;
  }

  /** Access tokens by RFC 9068 ({@code typ: at+jwt}), not like Keycloak's. */
  public ProviderBuilder rfc9068AccessTokens() {
    rfc9068 = true;
    return this;
  }

  /** Asks for consent at each login. */
  public ProviderBuilder consent() {
    consent = true;
    return this;
  }

  /** What devices are told to wait between polls; one second by default. */
  public ProviderBuilder deviceInterval(Duration value) {
    deviceInterval = value;
    return this;
  }

  /** Lets devices poll as fast as they like, for tests whose clock stands still. */
  public ProviderBuilder anyPollingPace() {
    paceChecked = false;
    return this;
  }

  /** Lets clients register only with this token; by default anybody may. */
  public ProviderBuilder initialAccessToken(String value) {
    initialAccessToken = value;
    return this;
  }

  /** Starts the provider. */
  public InProcessProvider start() {
    FaultServer server = tls.map(FaultServer::startTls).orElseGet(FaultServer::start);
    String scheme = tls.isPresent() ? "https" : "http";
    String origin = scheme + "://" + host + ":" + server.port();
    String withoutSlash = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
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
            initialAccessToken);
    return new InProcessProvider(server, settings);
  }
}
