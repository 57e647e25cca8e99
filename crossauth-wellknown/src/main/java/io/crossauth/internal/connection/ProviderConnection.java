package io.crossauth.internal.connection;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.DiscoveryBuilder;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is reached: what clients, consumers and key sets have in common. Immutable.
 *
 * @param discoveryUri where the metadata document is, or null for below the issuer
 * @param authServerBaseUrl where this program reaches the provider, or null for at the issuer
 * @param transport the HTTP transport that was handed in, or null for one of our own
 * @param headers header fields for every call to the provider
 * @param platform clock, ticker, scheduler, random
 */
public record ProviderConnection(
    @Nullable URI discoveryUri,
    @Nullable URI authServerBaseUrl,
    @Nullable HttpTransport transport,
    Headers headers,
    Platform platform) {

  private static final ProviderConnection USUAL =
      new ProviderConnection(null, null, null, Headers.none(), Platform.system());

  /**
   * A transport that is ready.
   *
   * @param transport the one that was handed in, or our own
   * @param close ends our own; does nothing to one that was handed in
   */
  public record Open(HttpTransport transport, Runnable close) {}

  /** Nothing but the defaults. */
  public static ProviderConnection usual() {
    return USUAL;
  }

  /** The same with the address of the metadata document. */
  public ProviderConnection withDiscoveryUri(URI uri) {
    return new ProviderConnection(uri, authServerBaseUrl, transport, headers, platform);
  }

  /** The same with where the provider is reached. */
  public ProviderConnection withAuthServerBaseUrl(URI uri) {
    return new ProviderConnection(discoveryUri, uri, transport, headers, platform);
  }

  /** The same by another transport, which stays its owner's. */
  public ProviderConnection withTransport(HttpTransport other) {
    return new ProviderConnection(discoveryUri, authServerBaseUrl, other, headers, platform);
  }

  /** The same with header fields for every call. */
  public ProviderConnection withHeaders(Headers all) {
    return new ProviderConnection(discoveryUri, authServerBaseUrl, transport, all, platform);
  }

  /** The same on another platform. */
  public ProviderConnection withPlatform(Platform other) {
    return new ProviderConnection(discoveryUri, authServerBaseUrl, transport, headers, other);
  }

  /** The transport that was handed in, or one of our own, which is then ours to close. */
  public Open open() {
    if (transport != null) {
      return new Open(transport, () -> {});
    }
    ApacheHttpTransport own = ApacheHttpTransport.create();
    return new Open(own, own::close);
  }

  /**
   * The transport that was handed in.
   *
   * @throws IllegalArgumentException if none was
   */
  public HttpTransport requireTransport() {
    if (transport == null) {
      throw new IllegalArgumentException("transport: expected one, found none");
    }
    return transport;
  }

  /**
   * The discovery of an issuer by this connection.
   *
   * @param issuer the issuer, exactly as its tokens say it
   * @param by the transport, which may be one of our own
   * @throws IllegalArgumentException if the issuer or an address is not one
   */
  public Discovery discovery(String issuer, HttpTransport by) {
    DiscoveryBuilder builder =
        Discovery.builder(issuer).transport(by).headers(headers).platform(platform);
    if (discoveryUri != null) {
      builder.discoveryUri(discoveryUri);
    }
    if (authServerBaseUrl != null) {
      builder.authServerBaseUrl(authServerBaseUrl);
    }
    return builder.build();
  }
}
