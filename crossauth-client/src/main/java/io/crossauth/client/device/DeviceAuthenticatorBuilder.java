package io.crossauth.client.device;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link DeviceAuthenticator}. Client id and addresses are enough. */
public final class DeviceAuthenticatorBuilder {

  private final String clientId;
  private final URI deviceUrl;
  private final URI tokenUrl;
  private final Map<String, DeviceErrorHandler> handlers = new LinkedHashMap<>();
  private Set<String> scopes = Set.of();
  private String scopeSeparator = " ";
  private Form parameters = Form.empty();
  private Form tokenParameters = Form.empty();
  private ClientAuthentication authentication = ClientAuthentication.none();
  private DevicePrompt prompt = DevicePrompt.terminal();
  private @Nullable String issuer;
  private @Nullable URI jwksUri;
  private @Nullable HttpTransport transport;
  private Platform platform = Platform.system();

  DeviceAuthenticatorBuilder(String clientId, URI deviceUrl, URI tokenUrl) {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("clientId: expected one, found none");
    }
    this.clientId = clientId;
    this.deviceUrl = deviceUrl;
    this.tokenUrl = tokenUrl;
  }

  /** Sets the scopes to ask for; none by default. */
  public DeviceAuthenticatorBuilder scopes(String... all) {
    this.scopes = new LinkedHashSet<>(List.of(all));
    return this;
  }

  /** Sets what stands between scopes; a space by default. */
  public DeviceAuthenticatorBuilder scopeSeparator(String separator) {
    this.scopeSeparator = separator;
    return this;
  }

  /** Adds a parameter to the request for a code, such as {@code audience}. */
  public DeviceAuthenticatorBuilder parameter(String name, String value) {
    this.parameters = parameters.plus(name, value);
    return this;
  }

  /** Adds a parameter to every poll. */
  public DeviceAuthenticatorBuilder tokenParameter(String name, String value) {
    this.tokenParameters = tokenParameters.plus(name, value);
    return this;
  }

  /**
   * Sets the client's secret, which is sent in the body of each request; a client without one by
   * default.
   */
  public DeviceAuthenticatorBuilder clientSecret(Secret secret) {
    return clientAuthentication(ClientAuthentication.clientSecretPost(secret));
  }

  /** Sets another way of the client to prove who it is. */
  public DeviceAuthenticatorBuilder clientAuthentication(ClientAuthentication method) {
    this.authentication = method;
    return this;
  }

  /**
   * Sets who shows the user where to go; {@link DevicePrompt#terminal} by default, whose messages
   * and spinner can be changed.
   */
  public DeviceAuthenticatorBuilder prompt(DevicePrompt other) {
    this.prompt = other;
    return this;
  }

  /**
   * Sets who decides whether to go on after an error. Without a handler {@code
   * authorization_pending} and {@code slow_down} go on, and any other error ends the login.
   *
   * @param error the {@code error} member of the server's answer
   * @param handler takes the place of an earlier one for the same error
   */
  public DeviceAuthenticatorBuilder onError(String error, DeviceErrorHandler handler) {
    handlers.put(error, handler);
    return this;
  }

  /**
   * Sets how ID tokens are checked; without it they are neither checked nor shown.
   *
   * @param tokenIssuer the issuer, exactly as its tokens say it
   * @param keys where its keys are; fetched when the first ID token comes
   */
  public DeviceAuthenticatorBuilder idTokens(String tokenIssuer, URI keys) {
    this.issuer = tokenIssuer;
    this.jwksUri = keys;
    return this;
  }

  /** Sets the door to the network; one of its own by default. It is not closed by us. */
  public DeviceAuthenticatorBuilder transport(HttpTransport door) {
    this.transport = door;
    return this;
  }

  /** Sets the platform: clock, ticker, scheduler, random; the system's by default. */
  public DeviceAuthenticatorBuilder platform(Platform other) {
    this.platform = other;
    return this;
  }

  /**
   * Makes the authenticator. Nobody is called yet.
   *
   * @throws IllegalArgumentException if an address or a scope has no sense
   */
  public DeviceAuthenticator build() {
    OpenIdConfiguration configuration = configuration();
    TokenRequestOptions options = new TokenRequestOptions(scopes, parameters, Headers.none());
    ApacheHttpTransport own = transport == null ? ApacheHttpTransport.create() : null;
    HttpTransport door = transport == null ? java.util.Objects.requireNonNull(own) : transport;
    OAuthTokenConsumer idTokens = idTokens(configuration, door);
    ProviderCalls calls = new ProviderCalls(context(configuration, door));
    DeviceFlow flow =
        new DeviceFlow(calls, new TokenEndpoint(calls, idTokens))
            .handledBy(handlers)
            .polledWith(new TokenRequestOptions(Set.of(), tokenParameters, Headers.none()));
    return new DeviceAuthenticator(
        flow,
        prompt,
        options,
        () -> {
          if (idTokens != null) {
            idTokens.close();
          }
          if (own != null) {
            own.close();
          }
        });
  }

  private OpenIdConfiguration configuration() {
    OpenIdConfiguration.Builder builder =
        OpenIdConfiguration.builder()
            .deviceAuthorizationEndpoint(deviceUrl.toString())
            .tokenEndpoint(tokenUrl.toString());
    if (issuer != null && jwksUri != null) {
      builder.issuer(issuer).jwksUri(jwksUri.toString());
    }
    return builder.build();
  }

  private ClientContext context(OpenIdConfiguration configuration, HttpTransport door) {
    return ClientContext.of(clientId, authentication, () -> configuration, door, platform)
        .withDialect(scopeSeparator, "Bearer", "Bearer");
  }

  private @Nullable OAuthTokenConsumer idTokens(
      OpenIdConfiguration configuration, HttpTransport door) {
    if (issuer == null) {
      return null;
    }
    return OAuthTokenConsumer.builder(issuer)
        .audience(clientId)
        .configuration(configuration)
        .transport(door)
        .platform(platform)
        .build();
  }
}
