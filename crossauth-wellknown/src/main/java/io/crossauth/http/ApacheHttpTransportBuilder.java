package io.crossauth.http;

import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Builds an {@link ApacheHttpTransport}. Everything has a default. */
public final class ApacheHttpTransportBuilder {

  private static final int MAX_HEADER_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 128;

  /** Holds the usual answer; each connection has two of them, and longer bodies pass them by. */
  private static final int BUFFER = 8 * 1024;

  private static final TimeValue LIFETIME = TimeValue.ofMinutes(5);

  private Duration connectTimeout = Duration.ofSeconds(2);
  private Duration responseTimeout = Duration.ofSeconds(5);
  Duration callTimeout = Duration.ofSeconds(10);
  private int maxPerHost = 20;
  private int maxTotal = 100;
  private @Nullable ProxyRoute proxy;
  private @Nullable SSLContext sslContext;
  private @Nullable KeyStore trust;
  private @Nullable KeyStore identity;
  private @Nullable Secret identityPassword;
  private AddressBook addressBook = AddressBook.empty();
  private String userAgent = "crossauth-java";
  private Headers defaultHeaders = Headers.none();
  boolean plainHttpAllowed;
  Platform platform = Platform.system();

  ApacheHttpTransportBuilder() {}

  /** Sets the most time for one connection, each for TCP and for TLS; 2 s by default. */
  public ApacheHttpTransportBuilder connectTimeout(Duration time) {
    connectTimeout = HttpCall.checkedTime("connectTimeout", time);
    return this;
  }

  /** Sets the most time for the answer to begin, and between two pieces of it; 5 s by default. */
  public ApacheHttpTransportBuilder responseTimeout(Duration time) {
    responseTimeout = HttpCall.checkedTime("responseTimeout", time);
    return this;
  }

  /**
   * Sets the most time for everything from the look-up of the name to the last byte of the answer;
   * 10 s by default. A call's own time applies where it is shorter.
   */
  public ApacheHttpTransportBuilder callTimeout(Duration time) {
    callTimeout = HttpCall.checkedTime("callTimeout", time);
    return this;
  }

  /**
   * Sets how many connections there are at most; 20 for a host and 100 in all by default. A call
   * waits, within its time, when all are in use.
   */
  public ApacheHttpTransportBuilder maxConnections(int perHost, int total) {
    if (perHost < 1 || total < perHost) {
      throw new IllegalArgumentException(
          "maxConnections: expected 1 or more for a host and no fewer in all");
    }
    maxPerHost = perHost;
    maxTotal = total;
    return this;
  }

  /** Sends calls through an http proxy, but for those to loopback hosts. */
  public ApacheHttpTransportBuilder proxy(String host, int port) {
    proxy = new ProxyRoute(new HttpHost("http", host, port), Optional.empty());
    return this;
  }

  /** Sends calls through an http proxy that asks for a user and a password (Basic). */
  public ApacheHttpTransportBuilder proxy(String host, int port, String user, Secret password) {
    proxy =
        new ProxyRoute(
            new HttpHost("http", host, port),
            Optional.of(new ProxyRoute.Credentials(user, password)));
    return this;
  }

  /**
   * Sets the TLS context; the machine's by default. Host names are checked and TLS is 1.2 at least
   * all the same.
   */
  public ApacheHttpTransportBuilder sslContext(SSLContext context) {
    sslContext = context;
    return this;
  }

  /**
   * Trusts the certificates of a key store file, and no others.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public ApacheHttpTransportBuilder trustStore(Path file, Secret password) {
    trust = TlsMaterial.store("trustStore", file, password);
    return this;
  }

  /**
   * Trusts these certificates, and no others.
   *
   * @param pem one or more certificates in PEM
   * @throws IllegalArgumentException if there is none
   */
  public ApacheHttpTransportBuilder trustedCertificates(String pem) {
    trust = TlsMaterial.certificates("trustedCertificates", pem);
    return this;
  }

  /** Shows a certificate of ours to servers that ask for one (mutual TLS). */
  public ApacheHttpTransportBuilder clientCertificate(KeyStore store, Secret password) {
    identity = store;
    identityPassword = password;
    return this;
  }

  /** Sets where hosts are reached; empty by default. */
  public ApacheHttpTransportBuilder addressBook(AddressBook book) {
    addressBook = book;
    return this;
  }

  /** Sets the {@code User-Agent}; {@code crossauth-java} by default. */
  public ApacheHttpTransportBuilder userAgent(String product) {
    userAgent = product;
    return this;
  }

  /**
   * Sets headers for every call; a call's own of the same name replace them. None by default.
   *
   * @throws IllegalArgumentException if one belongs to the connection, as {@code Content-Length}
   */
  public ApacheHttpTransportBuilder defaultHeaders(Headers headers) {
    defaultHeaders = Request.checked(headers);
    return this;
  }

  /**
   * Allows plain http to any host. Everybody on the way then reads and changes passwords and
   * tokens: for tests in closed networks only.
   */
  public ApacheHttpTransportBuilder allowPlainHttpInsecurely() {
    plainHttpAllowed = true;
    return this;
  }

  /**
   * Sets the platform: clock, ticker, scheduler, random; the system's by default. Of these the
   * ticker and the scheduler are used, and the scheduler must run its work without being told to.
   */
  public ApacheHttpTransportBuilder platform(Platform other) {
    platform = other;
    return this;
  }

  /**
   * Makes the transport. Nothing is connected yet.
   *
   * @throws IllegalArgumentException if there is a TLS context as well as certificates, or the
   *     password does not open the client certificate
   */
  public ApacheHttpTransport build() {
    return new ApacheHttpTransport(this);
  }

  Headers headers() {
    return Headers.of("User-Agent", userAgent)
        .plus("Accept-Encoding", "gzip, deflate")
        .overriddenBy(defaultHeaders);
  }

  Connections connections() {
    TlsSocketStrategy tls = tls();
    Connector connector =
        new Connector(
            new HostResolver(addressBook, platform),
            scheme -> scheme.equals("https") ? tls : null,
            Timeout.of(connectTimeout));
    Http1Config http =
        Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(MAX_HEADER_LINE)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            connector,
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            LIFETIME,
            socket -> new NonLoggingConnection(http, platform.ticker()));
    pool.setDefaultMaxPerRoute(maxPerHost);
    pool.setMaxTotal(maxTotal);
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(connectTimeout))
            .setSocketTimeout(Timeout.of(responseTimeout))
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .setTimeToLive(LIFETIME)
            .build());
    return new Connections(
        pool, new Routes(proxy, userAgent), connectTimeout, responseTimeout, platform);
  }

  private TlsSocketStrategy tls() {
    if (sslContext != null && (trust != null || identity != null)) {
      throw new IllegalArgumentException(
          "sslContext: expected either a context or certificates, found both");
    }
    if (trust != null || identity != null) {
      return new Tls(TlsMaterial.context(trust, identity, identityPassword));
    }
    return new Tls(sslContext);
  }
}
