package io.crossauth.http;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.internal.library.LogBinding;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The transport on Apache HttpClient 5: its pool of connections, its TLS and its HTTP, and nothing
 * of what it does by itself.
 *
 * <p>It follows no redirects, repeats nothing, keeps no cookies, answers no request for a password
 * and sends nothing on trial. A call ends within its time, whatever the server does: the look-up of
 * the name, the wait for a connection, the handshake and each drop of the answer are part of it. It
 * ends at once when its thread is interrupted. Plain http is for loopback hosts only. The JVM's
 * proxy settings for https count unless the builder says otherwise.
 *
 * <p>Make one and share it: it is safe for use by many threads, platform or virtual. Close it when
 * it is not needed any more.
 */
public final class ApacheHttpTransport implements HttpTransport, AutoCloseable {

  /** Whose connections are those of calls for no issuer in particular; not null, see the pool. */
  private static final String NO_ISSUER = "";

  private static final String PLAIN_HTTP =
      "inside a closed network ApacheHttpTransport.builder().allowPlainHttpInsecurely() allows it,"
          + " and everybody on the way then reads and changes secrets and tokens"
          + " (docs/transport.md)";

  private final Connections connections;
  private final Deadlines deadlines;
  private final Headers defaults;
  private final Duration callTimeout;
  private final boolean plainHttpAllowed;
  private final @Nullable HttpListener listener;
  private final Platform platform;
  private volatile boolean closed;

  ApacheHttpTransport(Builder builder) {
    this.connections = builder.connections();
    this.deadlines = connections.deadlines();
    this.defaults = builder.headers();
    this.callTimeout = builder.callTimeout;
    this.plainHttpAllowed = builder.plainHttpAllowed;
    this.listener = builder.listener;
    this.platform = builder.platform;
  }

  /**
   * {@return a transport with the defaults of {@link Builder}}
   *
   * @throws UnsupportedLibraryException if the HttpClient that is there is older than 5.5
   */
  public static ApacheHttpTransport create() {
    return builder().build();
  }

  /**
   * Begins a transport; everything has a default.
   *
   * @return a builder, whose settings all have defaults
   * @throws UnsupportedLibraryException if the HttpClient that is there is older than 5.5
   */
  public static Builder builder() {
    HttpClientVersion.check();
    LogBinding.check();
    return new Builder();
  }

  /**
   * Sends a request.
   *
   * @return the answer, whatever its status; its body is decompressed
   * @throws TransportException if no usable answer came; its kind says why
   * @throws InterruptedCallException if the thread is interrupted; the connection is broken off
   * @throws IllegalArgumentException if the call sets a header of the connection, as {@code
   *     Content-Length}
   */
  @Override
  public HttpReply send(HttpCall call) {
    return send(call, NO_ISSUER);
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return call -> send(call, issuer);
  }

  private HttpReply send(HttpCall call, String issuer) {
    return listener == null
        ? answer(call, issuer)
        : new Observed(c -> answer(c, issuer), listener, platform.ticker()).send(call);
  }

  /**
   * Looks at the certificates that a server presents, by a GET whose answer is dropped. They have
   * been found good, or this fails.
   *
   * @param uri an absolute https address
   * @return the certificates, the server's own first; empty over plain http
   * @throws TransportException if no usable answer came; its kind says why
   * @throws InterruptedCallException if the thread is interrupted
   */
  public List<X509Certificate> serverCertificates(URI uri) {
    AtomicReference<List<X509Certificate>> shown = new AtomicReference<>(List.of());
    HttpReply unused =
        answer(HttpCall.get(uri), NO_ISSUER, session -> shown.set(Tls.certificates(session)));
    return Objects.requireNonNull(shown.get());
  }

  private HttpReply answer(HttpCall call, String issuer) {
    return answer(call, issuer, null);
  }

  private HttpReply answer(
      HttpCall call, String issuer, @Nullable Consumer<@Nullable SSLSession> peer) {
    check(call.uri());
    Duration most = callTimeout.plus(call.heldAnswer());
    Duration time = call.timeout().filter(t -> t.compareTo(most) < 0).orElse(most);
    Exchange exchange = new Exchange(call, platform.ticker().nanos() + time.toNanos(), peer);
    deadlines.watch(exchange);
    try {
      return exchange(exchange, issuer);
    } catch (IOException | HttpException e) {
      throw Failures.of(exchange, e);
    } catch (IllegalStateException e) {
      if (closed) {
        // The pool was closed between our look at it and the library's.
        exchange.end(Exchange.State.CLOSED);
        throw Failures.of(exchange, e);
      }
      throw e;
    } finally {
      deadlines.forget(exchange);
    }
  }

  private HttpReply exchange(Exchange exchange, String issuer) throws IOException, HttpException {
    HttpCall call = exchange.call;
    if (closed) {
      exchange.end(Exchange.State.CLOSED);
      throw new IOException("closed");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
    HttpReply reply = connections.carry(exchange, Request.of(call, defaults), issuer);
    return Reply.decoded(reply, call.maxBytes());
  }

  private void check(URI uri) {
    if (uri.getRawUserInfo() != null) {
      throw forbidden(uri, "expected an address without user info");
    }
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (!(plain && plainHttpAllowed)) {
      HttpsOnly.check(uri, PLAIN_HTTP);
    }
  }

  private static TransportException forbidden(URI uri, String detail) {
    return new TransportException(Kind.FORBIDDEN, uri, false, detail, null);
  }

  /**
   * Closes all connections. Calls under way, and all later ones, fail with a {@link
   * TransportException} of kind {@code CLOSED}.
   */
  @Override
  public void close() {
    closed = true;
    deadlines.endAll(Exchange.State.CLOSED);
    connections.close();
  }

  /**
   * Builds an {@link ApacheHttpTransport}. Everything has a default.
   *
   * <p>Not safe for use by several threads; what it builds is.
   */
  public static final class Builder {

    private Duration connectTimeout = Duration.ofSeconds(2);
    private Duration responseTimeout = Duration.ofSeconds(5);
    Duration callTimeout = Duration.ofSeconds(10);
    private int maxPerHost = 20;
    private int maxTotal = 100;
    private ProxySettings proxy = ProxySettings.ofJvm(System::getProperty);
    private @Nullable SSLContext sslContext;
    private @Nullable Supplier<SSLContext> sslContexts;
    private @Nullable KeyStore trust;
    private @Nullable KeyStore identity;
    private @Nullable Secret identityPassword;
    private @Nullable Supplier<ClientCertificate> certificates;
    private AddressBook addressBook = AddressBook.empty();
    private String userAgent = "crossauth-java";
    private Headers defaultHeaders = Headers.none();
    boolean plainHttpAllowed;
    private boolean publicOnly;
    private boolean proxyChecks;
    private HostResolver.Lookup lookup = InetAddress::getAllByName;
    @Nullable HttpListener listener;
    Platform platform = Platform.system();

    Builder() {}

    /**
     * Sets the most time for one connection, each for TCP and for TLS; 2 s by default.
     *
     * @param time more than zero; 2 s by default
     * @return this builder
     */
    public Builder connectTimeout(Duration time) {
      connectTimeout = HttpCall.checkedTime("connectTimeout", time);
      return this;
    }

    /**
     * Sets the most time for the answer to begin, and between two pieces of it; 5 s by default.
     *
     * @param time more than zero; 5 s by default
     * @return this builder
     */
    public Builder responseTimeout(Duration time) {
      responseTimeout = HttpCall.checkedTime("responseTimeout", time);
      return this;
    }

    /**
     * Sets the most time for everything from the look-up of the name to the last byte of the
     * answer; 10 s by default. A call's own time applies where it is shorter.
     *
     * @param time more than zero; 10 s by default
     * @return this builder
     */
    public Builder callTimeout(Duration time) {
      callTimeout = HttpCall.checkedTime("callTimeout", time);
      return this;
    }

    /**
     * Sets how many connections there are at most; 20 for a host and 100 in all by default. A call
     * waits, within its time, when all are in use.
     *
     * @param perHost the most connections to one host
     * @param total the most connections in all; not fewer than to one host
     * @return this builder
     */
    public Builder maxConnections(int perHost, int total) {
      if (perHost < 1 || total < perHost) {
        throw new IllegalArgumentException(
            "maxConnections: expected 1 or more for a host and no fewer in all");
      }
      maxPerHost = perHost;
      maxTotal = total;
      return this;
    }

    /**
     * Sends calls through an http proxy, but for those to loopback hosts. By default the JVM's
     * settings say so for https: {@code https.proxyHost}, {@code https.proxyPort} and {@code
     * http.nonProxyHosts}, as they are when the transport is built.
     *
     * @param host the proxy's host name or address
     * @param port its port, 1 to 65535
     * @return this builder
     */
    public Builder proxy(String host, int port) {
      return proxy(new ProxyRoute(new HttpHost("http", host, port), Optional.empty()));
    }

    /**
     * Sends calls through an http proxy that asks for a user and a password (Basic).
     *
     * @param host the proxy's host name or address
     * @param port its port, 1 to 65535
     * @param user the user name
     * @param password the password
     * @return this builder
     */
    public Builder proxy(String host, int port, String user, Secret password) {
      return proxy(
          new ProxyRoute(
              new HttpHost("http", host, port),
              Optional.of(new ProxyRoute.Credentials(user, password))));
    }

    /**
     * Sends calls through no proxy, whatever the JVM's settings say.
     *
     * @return this builder
     */
    public Builder noProxy() {
      return proxy(null);
    }

    private Builder proxy(@Nullable ProxyRoute route) {
      proxy = proxy.with(route);
      return this;
    }

    /**
     * Names hosts that are called without the proxy, beside loopback hosts, which always are.
     *
     * @param hosts names as addresses have them, in any case; a star at the beginning or the end
     *     stands for anything: {@code *.example.internal}; none by default
     * @return this builder
     * @throws IllegalArgumentException if one is empty or more than a name
     */
    public Builder noProxyFor(String... hosts) {
      proxy = proxy.withDirect(hosts);
      return this;
    }

    /**
     * Refuses hosts with an address that is not public: of this machine, a link, a private or
     * shared network, a cloud's metadata service, or of a special use. For programs whose users
     * name their own providers. The address is looked at after the name is looked up, and the
     * connection goes to what was looked at; hosts in the {@link #addressBook} are the program's
     * own word, and are not.
     *
     * <p>A refusal is a {@link TransportException} of kind {@code FORBIDDEN}.
     *
     * @return this builder
     */
    public Builder publicAddressesOnly() {
      publicOnly = true;
      return this;
    }

    /**
     * Says that the proxy refuses what {@link #publicAddressesOnly()} does: it looks names up, not
     * this transport. Without this word, both together fail in {@link #build()}.
     *
     * @return this builder
     */
    public Builder proxyChecksAddresses() {
      proxyChecks = true;
      return this;
    }

    /**
     * Tells a listener of every call when it is over, and of bytes that belong to no answer; nobody
     * is told by default.
     *
     * @param watcher the listener
     * @return this builder
     */
    public Builder listener(HttpListener watcher) {
      listener = watcher;
      return this;
    }

    /**
     * Sets the TLS context; the machine's by default. Host names are checked and TLS is 1.2 at
     * least all the same.
     *
     * @param context the context
     * @return this builder
     */
    public Builder sslContext(SSLContext context) {
      sslContext = context;
      return this;
    }

    /**
     * Sets a TLS context that is renewed while the program runs. Each has connections of its own:
     * once the source gives another object, no call is sent over those of the one before, which end
     * with their calls.
     *
     * @param source gives the context of now, the same object until something has changed; asked at
     *     each call, by many threads at once; where it fails, the call does, with a {@link
     *     TransportException} of kind {@code TLS}
     * @return this builder
     */
    public Builder sslContext(Supplier<SSLContext> source) {
      sslContexts = source;
      return this;
    }

    /**
     * Trusts the certificates of a key store file, and no others.
     *
     * @param file a store in PKCS #12 or JKS
     * @param password its password
     * @return this builder
     * @throws IllegalArgumentException if it cannot be read
     */
    public Builder trustStore(Path file, Secret password) {
      trust = TlsMaterial.store("trustStore", file, password);
      return this;
    }

    /**
     * Trusts these certificates, and no others.
     *
     * @param pem one or more certificates in PEM
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public Builder trustedCertificates(String pem) {
      trust = TlsMaterial.certificates("trustedCertificates", pem);
      return this;
    }

    /**
     * Shows a certificate of ours to servers that ask for one (mutual TLS).
     *
     * @param store a store with the key and its chain
     * @param password the password of the key
     * @return this builder
     */
    public Builder clientCertificate(KeyStore store, Secret password) {
      identity = store;
      identityPassword = password;
      return this;
    }

    /**
     * Shows a certificate of ours that is renewed while the program runs. Each certificate has
     * connections of its own: once the source gives another, no call is sent over those of the one
     * before, which end with their calls; nor is a TLS session of them resumed.
     *
     * @param source gives the certificate of now, such as {@link ClientCertificate#ofPemFiles};
     *     asked at each call, by many threads at once; where it fails, the call does, with a {@link
     *     TransportException} of kind {@code TLS}
     * @return this builder
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-7.1">RFC 8705 section 7.1</a>
     */
    public Builder clientCertificate(Supplier<ClientCertificate> source) {
      certificates = source;
      return this;
    }

    /**
     * Sets where hosts are reached; empty by default.
     *
     * @param book the addresses
     * @return this builder
     */
    public Builder addressBook(AddressBook book) {
      addressBook = book;
      return this;
    }

    /**
     * Sets the {@code User-Agent}; {@code crossauth-java} by default.
     *
     * @param product its value
     * @return this builder
     */
    public Builder userAgent(String product) {
      userAgent = product;
      return this;
    }

    /**
     * Sets headers for every call; a call's own of the same name replace them. None by default.
     *
     * @param headers the fields
     * @return this builder
     * @throws IllegalArgumentException if one belongs to the connection, as {@code Content-Length}
     */
    public Builder defaultHeaders(Headers headers) {
      defaultHeaders = Request.checked(headers);
      return this;
    }

    /**
     * Allows plain http to any host. Everybody on the way then reads and changes passwords and
     * tokens: for tests in closed networks only.
     *
     * @return this builder
     */
    public Builder allowPlainHttpInsecurely() {
      plainHttpAllowed = true;
      return this;
    }

    /**
     * Sets the platform: clock, ticker, scheduler, random; the system's by default. Of these the
     * ticker and the scheduler are used, and the scheduler must run its work without being told to.
     *
     * @param other the platform
     * @return this builder
     */
    public Builder platform(Platform other) {
      platform = other;
      return this;
    }

    /**
     * Makes the transport. Nothing is connected yet.
     *
     * @return the transport; close it when it is no longer needed
     * @throws IllegalArgumentException if there is a TLS context as well as certificates, two ways
     *     to show one, the password does not open the client certificate, the JVM's proxy settings
     *     are none, or there is a proxy where only public addresses are allowed
     */
    public ApacheHttpTransport build() {
      return new ApacheHttpTransport(this);
    }

    Headers headers() {
      return Headers.of("User-Agent", userAgent)
          .plus("Accept-Encoding", "gzip, deflate")
          .overriddenBy(defaultHeaders);
    }

    /** Another way to look names up, for tests. */
    Builder lookup(HostResolver.Lookup other) {
      lookup = other;
      return this;
    }

    /** Other settings of a JVM, for tests. */
    Builder properties(UnaryOperator<@Nullable String> ofJvm) {
      proxy = ProxySettings.ofJvm(ofJvm);
      return this;
    }

    Connections connections() {
      HostResolver names = new HostResolver(lookup, addressBook, publicOnly, platform);
      TlsSettings said =
          new TlsSettings(sslContext, trust, identity, identityPassword, certificates, sslContexts);
      return new Connections(
          said.pools(tls -> pool(names, tls)),
          new Routes(
              publicOnly && !proxyChecks ? proxy.rulesWithoutProxy() : proxy.rules(), userAgent),
          connectTimeout,
          responseTimeout,
          platform);
    }

    private HttpClientConnectionManager pool(HostResolver names, TlsSocketStrategy tls) {
      Connector connector =
          new Connector(
              names, scheme -> scheme.equals("https") ? tls : null, Timeout.of(connectTimeout));
      return new Pool(maxPerHost, maxTotal, connectTimeout, responseTimeout)
          .open(connector, new UnexpectedBytes(listener), platform.ticker());
    }
  }
}
