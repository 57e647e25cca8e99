package io.crossauth.wellknown;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.json.JsonReply;
import io.crossauth.internal.refresh.RefreshingValue;
import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the metadata of an issuer: when it is first needed, once for all who ask at the same time,
 * and again in the background when it is an hour old. The last metadata lives on while the provider
 * cannot be reached.
 *
 * <p>The issuer that the metadata names must be, character for character, the one asked for; where
 * the document is fetched from does not matter. Safe for use by many threads.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation">OpenID
 *     Connect Discovery 1.0 section 4.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3">RFC 8414 section 3</a>
 */
public final class Discovery {

  static final int MAX_BYTES = 256 * 1024;

  private final String issuer;
  private final List<URI> addresses;
  private final @Nullable URI backChannel;
  private final HttpTransport transport;
  private final Headers headers;
  private final RefreshingValue<OpenIdConfiguration> metadata;

  Discovery(DiscoveryBuilder builder) {
    this.issuer = builder.issuer;
    this.addresses = builder.addresses();
    this.backChannel = builder.authServerBaseUrl;
    this.transport = builder.transport();
    this.headers = builder.headers;
    this.metadata =
        new RefreshingValue<>(
            "provider metadata",
            before -> fetch(),
            new MetadataPolicy(addresses.get(0)),
            builder.platform);
  }

  /**
   * Begins the discovery of an issuer.
   *
   * @param issuer the issuer, exactly as its tokens say it
   * @throws IllegalArgumentException if it is not an absolute http or https address without query
   *     and fragment
   */
  public static DiscoveryBuilder builder(String issuer) {
    return new DiscoveryBuilder(issuer);
  }

  /** The issuer, exactly as its tokens say it. */
  public String issuer() {
    return issuer;
  }

  /** The transport that it asks through, so that the keys can be fetched the same way. */
  public HttpTransport transport() {
    return transport;
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
    for (URI address : addresses.subList(0, addresses.size() - 1)) {
      HttpReply reply = get(address);
      if (reply.status() != 404) {
        return read(address, reply);
      }
    }
    URI last = addresses.get(addresses.size() - 1);
    return read(last, get(last));
  }

  private HttpReply get(URI address) {
    return transport.exchange(
        HttpCall.get(address)
            .withHeader("Accept", "application/json")
            .withHeaders(headers)
            .withMaxBytes(MAX_BYTES));
  }

  private OpenIdConfiguration read(URI address, HttpReply reply) {
    OpenIdConfiguration configuration =
        OpenIdConfiguration.of(JsonReply.document("provider metadata", address, reply));
    String named = configuration.require(MetadataField.ISSUER);
    // OpenID Connect Discovery 1.0 section 4.3, RFC 8414 section 3.3: identical, or not used.
    if (!named.equals(issuer)) {
      throw new InvalidResponseException(
          "issuer_mismatch",
          "provider metadata: expected issuer "
              + issuer
              + ", found "
              + Printable.of(named, 200)
              + "; configure the issuer exactly as the provider names it");
    }
    return backChannel == null ? configuration : BackChannel.moved(configuration, backChannel);
  }
}
