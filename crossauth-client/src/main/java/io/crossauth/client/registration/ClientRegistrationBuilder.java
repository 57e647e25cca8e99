package io.crossauth.client.registration;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.DiscoveryBuilder;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ClientRegistration}. Nothing must be set. */
public final class ClientRegistrationBuilder {

  private final @Nullable String issuer;
  private final @Nullable OpenIdConfiguration configuration;
  private @Nullable URI discoveryUri;
  private @Nullable URI authServerBaseUrl;
  private @Nullable HttpTransport transport;
  private @Nullable Secret initialAccessToken;
  private Headers headers = Headers.none();
  private Platform platform = Platform.system();

  private ClientRegistrationBuilder(
      @Nullable String issuer, @Nullable OpenIdConfiguration configuration) {
    this.issuer = issuer;
    this.configuration = configuration;
  }

  static ClientRegistrationBuilder forIssuer(String issuer) {
    return new ClientRegistrationBuilder(issuer, null);
  }

  static ClientRegistrationBuilder forConfiguration(OpenIdConfiguration configuration) {
    return new ClientRegistrationBuilder(null, configuration);
  }

  /** Sets what registering needs, where not anybody may; none by default. */
  public ClientRegistrationBuilder initialAccessToken(Secret token) {
    this.initialAccessToken = token;
    return this;
  }

  /** Sets the address of the metadata document, where it is not below the issuer. */
  public ClientRegistrationBuilder discoveryUri(URI uri) {
    this.discoveryUri = uri;
    return this;
  }

  /**
   * Sets where this program reaches the server, when that is not the issuer; see {@link
   * DiscoveryBuilder#authServerBaseUrl}.
   */
  public ClientRegistrationBuilder authServerBaseUrl(URI uri) {
    this.authServerBaseUrl = uri;
    return this;
  }

  /** Sets the HTTP transport; one of its own by default. What is handed in is not closed. */
  public ClientRegistrationBuilder transport(HttpTransport given) {
    this.transport = given;
    return this;
  }

  /** Sets header fields for every call to the server; none by default. */
  public ClientRegistrationBuilder headers(Headers all) {
    this.headers = all;
    return this;
  }

  /** Sets the platform: clock, ticker, scheduler, random; the system's by default. */
  public ClientRegistrationBuilder platform(Platform other) {
    this.platform = other;
    return this;
  }

  /** Makes the registration. Nothing is fetched yet. */
  public ClientRegistration build() {
    HttpTransport given = transport;
    Optional<Secret> token = Optional.ofNullable(initialAccessToken);
    if (given != null) {
      return new ClientRegistration(calls(given), token, () -> {});
    }
    ApacheHttpTransport own = ApacheHttpTransport.create();
    return new ClientRegistration(calls(own), token, own::close);
  }

  /** Nobody is a client yet, so no call has client authentication. */
  private ProviderCalls calls(HttpTransport http) {
    return new ProviderCalls(
        ClientContext.of("", ClientAuthentication.none(), source(http), http, platform)
            .withHeadersAndBody(headers, ClientContext.BodyType.JSON));
  }

  private Supplier<OpenIdConfiguration> source(HttpTransport http) {
    OpenIdConfiguration given = configuration;
    if (given != null) {
      return () -> given;
    }
    DiscoveryBuilder builder =
        Discovery.builder(java.util.Objects.requireNonNull(issuer))
            .transport(http)
            .headers(headers)
            .platform(platform);
    if (discoveryUri != null) {
      builder.discoveryUri(discoveryUri);
    }
    if (authServerBaseUrl != null) {
      builder.authServerBaseUrl(authServerBaseUrl);
    }
    return builder.build()::configuration;
  }
}
