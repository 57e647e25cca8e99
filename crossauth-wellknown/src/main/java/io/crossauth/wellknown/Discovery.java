package io.crossauth.wellknown;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.http.Shown;
import io.crossauth.internal.http.TrustedAddresses;
import io.crossauth.internal.json.JsonLibrary;
import io.crossauth.internal.json.JsonReply;
import io.crossauth.internal.refresh.RefreshingValue;
import io.crossauth.internal.text.Printable;
import io.crossauth.platform.Platform;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the metadata of an issuer: when it is first needed, once for all who ask at the same time,
 * and again in the background when it is an hour old. The last metadata lives on while the provider
 * cannot be reached.
 *
 * <p>The issuer that the metadata names must be, character for character, the one asked for; where
 * the document is fetched from does not matter. It is looked for at the addresses of OpenID Connect
 * Discovery, of RFC 8414, and between host and path of the issuer; a refusal (4xx) leads to the
 * next, but for 408, 421, 425 and 429, which are an outage. The address that had it is kept.
 *
 * <p>A plain http endpoint on this machine is handed out only where the issuer, or an address that
 * the program has given, is on this machine; one elsewhere where the issuer is plain http, or at a
 * host that the program has given so. Safe for use by many threads.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation">OpenID
 *     Connect Discovery 1.0 section 4.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3">RFC 8414 section 3</a>
 */
public final class Discovery {

  private final String issuer;
  private final MetadataSource source;
  private final EndpointRule endpoints;
  private final @Nullable URI backChannel;
  private final HttpTransport transport;
  private final Headers headers;
  private final RefreshingValue<OpenIdConfiguration> metadata;

  Discovery(Builder builder) {
    this.issuer = builder.issuer;
    this.transport = builder.transport();
    this.headers = builder.headers;
    this.source = new MetadataSource(builder.addresses(), transport.forIssuer(issuer), headers);
    this.endpoints = builder.endpoints();
    this.backChannel = builder.authServerBaseUrl;
    this.metadata =
        new RefreshingValue<>(
            "provider metadata",
            before -> fetch(),
            new MetadataPolicy(source::address),
            builder.platform);
  }

  /**
   * Begins the discovery of an issuer.
   *
   * @param issuer the issuer, exactly as its tokens say it
   * @return a builder, which needs a transport
   * @throws IllegalArgumentException if it is not an absolute http or https address without query
   *     and fragment, or is the address of a metadata document
   */
  public static Builder builder(String issuer) {
    return new Builder(issuer);
  }

  /** {@return the issuer, exactly as its tokens say it} */
  public String issuer() {
    return issuer;
  }

  /**
   * {@return the address of the metadata document: the one that had it, or, before any had, the one
   * that is asked first}
   */
  public URI address() {
    return source.address();
  }

  /** {@return the transport that it asks through, so that the keys can be fetched the same way} */
  public HttpTransport transport() {
    return transport;
  }

  /** {@return the headers that it sends along, so that the keys can be fetched the same way} */
  public Headers headers() {
    return headers;
  }

  /**
   * The metadata; fetched if it is not here yet.
   *
   * @return the metadata, at most an hour old while the provider can be reached
   * @throws TransportException if the provider cannot be reached
   * @throws InvalidResponseException if it answers something else, or names another issuer
   */
  public OpenIdConfiguration configuration() {
    return metadata.get();
  }

  /**
   * Fetches the metadata now, whether or not it is here already.
   *
   * @return the metadata as it is now
   * @throws TransportException if the provider cannot be reached
   * @throws InvalidResponseException if it answers something else, or names another issuer
   */
  public OpenIdConfiguration load() {
    return metadata.load();
  }

  private OpenIdConfiguration fetch() {
    MetadataSource.Found found = source.find();
    OpenIdConfiguration configuration = read(found.address(), found.reply());
    source.keep(found.address());
    return endpoints.applied(configuration);
  }

  private OpenIdConfiguration read(URI address, HttpReply reply) {
    OpenIdConfiguration configuration =
        OpenIdConfiguration.of(
            JsonReply.document("provider metadata at " + Shown.of(address), address, reply));
    String named = configuration.require(MetadataField.ISSUER);
    // OpenID Connect Discovery 1.0 section 4.3, RFC 8414 section 3.3: identical, or not used.
    if (!named.equals(issuer)) {
      throw new InvalidResponseException(
          "issuer_mismatch",
          "provider metadata at "
              + Shown.of(address)
              + ": expected issuer "
              + issuer
              + ", found "
              + Printable.of(named, 200)
              + "; configure the issuer exactly as the provider names it");
    }
    return backChannel == null ? configuration : BackChannel.moved(configuration, backChannel);
  }

  /** Builds a {@link Discovery}. Only the transport must be given. */
  public static final class Builder {

    final String issuer;
    private final URI issuerUri;
    private @Nullable URI discoveryUri;
    @Nullable URI authServerBaseUrl;
    private @Nullable HttpTransport transport;
    Headers headers = Headers.none();
    Platform platform = Platform.system();

    Builder(String issuer) {
      this.issuer = issuer;
      // A multi-tenant issuer stands for any tenant's; its document names it just so.
      this.issuerUri = checked("issuer", issuer.replace("{tenantid}", "common"));
    }

    /**
     * Sets the address of the metadata document, where it is not below the issuer. Only this
     * address is asked.
     *
     * @param uri an absolute http or https address without user info and fragment
     * @return this builder
     * @throws IllegalArgumentException if it is not an absolute http or https address
     */
    public Builder discoveryUri(URI uri) {
      if (!isAddress(uri)) {
        throw new IllegalArgumentException(
            "discoveryUri: expected an http or https address without user info and fragment");
      }
      this.discoveryUri = uri;
      return this;
    }

    /**
     * Sets where this program reaches the provider, when that is not the issuer (Docker,
     * Kubernetes). The metadata is fetched below it, and endpoints below the issuer that the
     * program calls itself are called below it.
     *
     * @param uri an absolute http or https address without user info, query and fragment
     * @return this builder
     * @throws IllegalArgumentException if it is none, or is the address of a metadata document
     */
    public Builder authServerBaseUrl(URI uri) {
      this.authServerBaseUrl = checked("authServerBaseUrl", uri.toString());
      return this;
    }

    /**
     * Sets the transport; required. It is not closed by the discovery.
     *
     * @param other the transport
     * @return this builder
     */
    public Builder transport(HttpTransport other) {
      this.transport = other;
      return this;
    }

    /**
     * Sets headers to send along; none by default.
     *
     * @param extra the fields
     * @return this builder
     */
    public Builder headers(Headers extra) {
      this.headers = extra;
      return this;
    }

    /**
     * Sets the platform: clock, ticker, scheduler, random; the system's by default.
     *
     * @param other the platform
     * @return this builder
     */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /**
     * Makes the discovery. Nothing is fetched yet.
     *
     * @return the discovery, ready for use
     * @throws IllegalArgumentException if there is no transport
     * @throws UnsupportedLibraryException if the Jackson that is there is older than 2.19
     */
    public Discovery build() {
      JsonLibrary.check();
      return new Discovery(this);
    }

    HttpTransport transport() {
      if (transport == null) {
        throw new IllegalArgumentException("transport: expected one, found none");
      }
      return transport;
    }

    List<URI> addresses() {
      return discoveryUri == null
          ? WellKnownUri.all(authServerBaseUrl == null ? issuerUri : authServerBaseUrl)
          : List.of(discoveryUri);
    }

    EndpointRule endpoints() {
      return new EndpointRule(TrustedAddresses.of(issuerUri, discoveryUri, authServerBaseUrl));
    }

    private static URI checked(String name, String text) {
      try {
        URI uri = new URI(text);
        if (isAddress(uri) && uri.getRawQuery() == null) {
          return notWellKnown(name, uri);
        }
      } catch (URISyntaxException e) {
        // Its message repeats the text, in which there may be a password.
      }
      throw new IllegalArgumentException(
          name + ": expected an http or https address without user info, query and fragment");
    }

    private static URI notWellKnown(String name, URI uri) {
      if (WellKnownUri.is(uri)) {
        throw new IllegalArgumentException(
            name
                + ": expected an issuer, found the address of its metadata; give "
                + Shown.of(URI.create(WellKnownUri.issuerOf(uri)))
                + ", and this address as discoveryUri if the document is not found by that");
      }
      return uri;
    }

    private static boolean isAddress(URI uri) {
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http"))
          && uri.getHost() != null
          && uri.getPort() <= 65_535
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null;
    }
  }
}
