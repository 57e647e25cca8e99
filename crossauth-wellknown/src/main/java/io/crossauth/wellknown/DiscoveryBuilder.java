package io.crossauth.wellknown;

import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.json.JsonLibrary;
import io.crossauth.platform.Platform;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Discovery}. Only the transport must be given. */
public final class DiscoveryBuilder {

  final String issuer;
  private final URI issuerUri;
  private @Nullable URI discoveryUri;
  @Nullable URI authServerBaseUrl;
  private @Nullable HttpTransport transport;
  Headers headers = Headers.none();
  Platform platform = Platform.system();

  DiscoveryBuilder(String issuer) {
    this.issuer = issuer;
    // A multi-tenant issuer stands for any tenant's; its document names it just so.
    this.issuerUri = checked("issuer", issuer.replace("{tenantid}", "common"));
  }

  /**
   * Sets the address of the metadata document, where it is not below the issuer. Only this address
   * is asked.
   *
   * @throws IllegalArgumentException if it is not an absolute http or https address
   */
  public DiscoveryBuilder discoveryUri(URI uri) {
    if (!isAddress(uri)) {
      throw new IllegalArgumentException(
          "discoveryUri: expected an http or https address without user info and fragment");
    }
    this.discoveryUri = uri;
    return this;
  }

  /**
   * Sets where this program reaches the provider, when that is not the issuer (Docker, Kubernetes).
   * The metadata is fetched below it, and endpoints below the issuer that the program calls itself
   * are called below it.
   */
  public DiscoveryBuilder authServerBaseUrl(URI uri) {
    this.authServerBaseUrl = checked("authServerBaseUrl", uri.toString());
    return this;
  }

  /** Sets the transport; required. It is not closed by the discovery. */
  public DiscoveryBuilder transport(HttpTransport door) {
    this.transport = door;
    return this;
  }

  /** Sets headers to send along; none by default. */
  public DiscoveryBuilder headers(Headers extra) {
    this.headers = extra;
    return this;
  }

  /** Sets the platform: clock, ticker, scheduler, random; the system's by default. */
  public DiscoveryBuilder platform(Platform other) {
    this.platform = other;
    return this;
  }

  /**
   * Makes the discovery. Nothing is fetched yet.
   *
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
    if (discoveryUri != null) {
      return List.of(discoveryUri);
    }
    URI base = authServerBaseUrl == null ? issuerUri : authServerBaseUrl;
    return List.of(WellKnownUri.openIdConfiguration(base), WellKnownUri.authorizationServer(base));
  }

  private static URI checked(String name, String text) {
    try {
      URI uri = new URI(text);
      if (isAddress(uri) && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message repeats the text, in which there may be a password.
    }
    throw new IllegalArgumentException(
        name + ": expected an http or https address without user info, query and fragment");
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
