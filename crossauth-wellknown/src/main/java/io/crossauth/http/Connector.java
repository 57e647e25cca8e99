package io.crossauth.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections that obey their call: the name is looked up within its time, and the socket is
 * one of a channel, whose reads and writes end when the thread is interrupted or the channel is
 * closed, on platform threads and virtual ones alike.
 *
 * <p>It implements the library's interface of version 5.5 and inherits nothing: of its classes,
 * later versions call other methods than 5.5 has.
 */
final class Connector implements HttpClientConnectionOperator {

  private final HostResolver names;
  private final Lookup<TlsSocketStrategy> tls;
  private final HttpClientConnectionOperator upgrades;

  /** Limits the handshake; before 5.5.2 the library does so only where it is told. */
  private final TlsConfig handshake;

  /**
   * Creates it.
   *
   * @param handshakeTime the most time between two pieces of a handshake
   */
  Connector(HostResolver names, Lookup<TlsSocketStrategy> tls, Timeout handshakeTime) {
    this.names = names;
    this.tls = tls;
    this.handshake = TlsConfig.custom().setHandshakeTimeout(handshakeTime).build();
    this.upgrades =
        new DefaultHttpClientConnectionOperator(
            proxy -> SocketChannel.open().socket(), DefaultSchemePortResolver.INSTANCE, null, tls);
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint name,
      @Nullable InetSocketAddress local,
      Timeout connectTimeout,
      SocketConfig socketConfig,
      @Nullable Object attachment,
      HttpContext context)
      throws IOException {
    Exchange exchange = ((CallContext) context).exchange;
    if (exchange.throughProxy()) {
      names.checkForProxy(Routes.withoutBrackets(exchange.call.uri().getHost()));
    }
    int port = DefaultSchemePortResolver.INSTANCE.resolve(host.getSchemeName(), host);
    List<InetSocketAddress> addresses = names.find(host.getHostName(), port, exchange);
    new Attempt(exchange, addresses, tls)
        .connect(connection, host, name, local, connectTimeout, socketConfig, handshake, context);
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable InetSocketAddress local,
      TimeValue connectTimeout,
      SocketConfig socketConfig,
      HttpContext context)
      throws IOException {
    Timeout timeout = Timeout.of(connectTimeout.getDuration(), connectTimeout.getTimeUnit());
    connect(connection, host, null, local, timeout, socketConfig, null, context);
  }

  @Override
  public void upgrade(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint name,
      @Nullable Object attachment,
      HttpContext context)
      throws IOException {
    upgrades.upgrade(connection, host, name, handshake, context);
  }

  @Override
  public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context)
      throws IOException {
    upgrades.upgrade(connection, host, null, handshake, context);
  }

  /** The making of one connection, to one of the addresses. */
  private static final class Attempt extends DefaultHttpClientConnectionOperator {

    private final Exchange exchange;

    Attempt(Exchange exchange, List<InetSocketAddress> addresses, Lookup<TlsSocketStrategy> tls) {
      super(
          proxy -> socket(exchange), DefaultSchemePortResolver.INSTANCE, new Found(addresses), tls);
      this.exchange = exchange;
    }

    @Override
    protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
      exchange.connect();
    }
  }

  private static Socket socket(Exchange exchange) throws IOException {
    SocketChannel channel = SocketChannel.open();
    exchange.step(() -> NonLoggingConnection.close(channel));
    return channel.socket();
  }

  /** Answers with what was found already. */
  private record Found(List<InetSocketAddress> addresses) implements DnsResolver {

    @Override
    public List<InetSocketAddress> resolve(String host, int port) {
      return addresses;
    }

    @Override
    public InetAddress[] resolve(String host) {
      return addresses.stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
