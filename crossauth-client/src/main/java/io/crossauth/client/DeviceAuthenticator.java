package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.device.DeviceErrorHandler;
import io.crossauth.client.device.DeviceFlow;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.internal.provider.KnownProviders;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Device login with nothing but a client id and two addresses, for servers without discovery.
 *
 * <p>{@code DeviceAuthenticator.gitHub(clientId).scopes("repo").build().authenticate()} shows the
 * user where to go, waits, and gives the whole token response.
 *
 * <p>Immutable and safe for use by many threads, each with a login of its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceAuthenticator implements AutoCloseable {

  private static final DevicePrompt SILENT = code -> {};

  private final OAuthClient client;
  private final DeviceFlow flow;
  private final DevicePrompt prompt;
  private final TokenRequestOptions options;

  private DeviceAuthenticator(
      OAuthClient client, DeviceFlow flow, DevicePrompt prompt, TokenRequestOptions options) {
    this.client = client;
    this.flow = flow;
    this.prompt = prompt;
    this.options = options;
  }

  /**
   * Begins an authenticator of any server.
   *
   * @param clientId the client's id
   * @param deviceUrl the device authorization endpoint, where device codes are given out
   * @param tokenUrl the token endpoint, where they are exchanged for tokens
   * @return a builder; {@code build()} is enough
   * @throws IllegalArgumentException if there is no client id
   */
  public static Builder builder(String clientId, URI deviceUrl, URI tokenUrl) {
    return new Builder(clientId, deviceUrl, tokenUrl);
  }

  /**
   * Begins an authenticator of a provider that is described elsewhere, such as {@code
   * Provider.keycloak(…).client()}; its metadata must name the device authorization endpoint.
   *
   * @param client the description, with the client's id
   * @return a builder; {@code build()} is enough. What it does not set stays as it is described;
   *     its address and its ID tokens are the description's
   */
  public static Builder of(OAuthClientBuilder client) {
    return new Builder(client);
  }

  /**
   * Begins an authenticator of GitHub.
   *
   * @param clientId the client's id; device login must be switched on for it
   * @return a builder; {@code build()} is enough
   */
  public static Builder gitHub(String clientId) {
    return at(clientId, KnownProviders.gitHub());
  }

  /**
   * Begins an authenticator of Google, for a client of the type "TVs and limited input devices".
   *
   * @param clientId the client's id
   * @param clientSecret such clients have one too, though it is none that could be kept
   * @return a builder; {@code build()} is enough
   */
  public static Builder google(String clientId, Secret clientSecret) {
    // Its documentation names the secret for the token endpoint alone.
    ClientAuthentication none = ClientAuthentication.none();
    ClientAuthentication post = ClientAuthentication.clientSecretPost(clientSecret);
    return at(clientId, KnownProviders.google())
        .clientAuthentication(
            call ->
                call.endpointName().equals(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT)
                    ? none.apply(call)
                    : post.apply(call));
  }

  /**
   * Begins an authenticator of Microsoft Entra ID, version 2.0.
   *
   * @param tenant the tenant's id or domain; {@code organizations}, {@code consumers} or {@code
   *     common} for more than one tenant
   * @param clientId the client's id
   * @return a builder; {@code build()} is enough
   * @throws IllegalArgumentException if the tenant has other characters than letters, digits, dots
   *     and dashes
   */
  public static Builder microsoftEntra(String tenant, String clientId) {
    return at(clientId, KnownProviders.entra(tenant));
  }

  private static Builder at(String clientId, OpenIdConfiguration provider) {
    Builder builder =
        new Builder(
            clientId,
            provider.require(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT),
            provider.require(MetadataField.TOKEN_ENDPOINT));
    provider
        .issuer()
        .ifPresent(issuer -> builder.idTokens(issuer, provider.require(MetadataField.JWKS_URI)));
    return builder;
  }

  /**
   * Logs a user in: asks for a code, shows it, and waits on this thread until the user has decided.
   *
   * @return the tokens
   * @throws OAuthErrorException if the server refused to give a code, the user refused ({@code
   *     access_denied}), or the code is over by the server's clock ({@code expired_token})
   * @throws LoginTimeoutException {@code device.expired} if the code is over by ours
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokenResponse authenticate() {
    return flow.await(ping(), prompt);
  }

  /**
   * Logs a user in: asks for a code on this thread, shows it, and waits without holding a thread.
   *
   * @return the tokens, or the failures of {@link #authenticate}; cancelling it ends the waiting
   * @throws OAuthErrorException if the server refused to give a code
   */
  public CompletableFuture<OAuthTokenResponse> authenticateAsync() {
    return flow.start(ping(), prompt);
  }

  /**
   * Asks for a code, and shows it to nobody.
   *
   * @return the code
   * @throws OAuthErrorException if the server refused to give one
   */
  public OAuthDeviceAuthorizationResponse ping() {
    return flow.start(options);
  }

  /**
   * Waits on this thread until the user has decided; shows nothing.
   *
   * @param code what {@link #ping} gave
   * @return the tokens
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the code is over by
   *     the server's clock ({@code expired_token})
   * @throws LoginTimeoutException {@code device.expired} if the code is over by ours
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokenResponse poll(OAuthDeviceAuthorizationResponse code) {
    return flow.await(code, SILENT);
  }

  /**
   * Waits without holding a thread until the user has decided; shows nothing.
   *
   * @param code what {@link #ping} gave
   * @return the tokens, or the failures of {@link #poll}; cancelling it ends the waiting
   */
  public CompletableFuture<OAuthTokenResponse> pollAsync(OAuthDeviceAuthorizationResponse code) {
    return flow.start(code, SILENT);
  }

  /** Ends what the authenticator has made itself; what was handed in stays open. */
  @Override
  public void close() {
    client.close();
  }

  /**
   * Builds a {@link DeviceAuthenticator}. Client id and addresses are enough. Not safe for use by
   * many threads.
   */
  public static final class Builder {

    private final Supplier<OAuthClientBuilder> described;
    private final Map<String, DeviceErrorHandler> handlers = new LinkedHashMap<>();
    private Set<String> scopes = Set.of();
    private @Nullable String scopeSeparator;
    private Form parameters = Form.empty();
    private Form tokenParameters = Form.empty();
    private @Nullable ClientAuthentication authentication;
    private DevicePrompt prompt = DevicePrompt.terminal();
    private @Nullable String issuer;
    private @Nullable URI jwksUri;
    private @Nullable HttpTransport transport;
    private @Nullable Platform platform;

    private Builder(String clientId, URI deviceUrl, URI tokenUrl) {
      if (clientId.isBlank()) {
        throw new IllegalArgumentException("clientId: expected one, found none");
      }
      this.described =
          () -> OAuthClient.builder(configuration(deviceUrl, tokenUrl)).clientId(clientId);
    }

    private Builder(OAuthClientBuilder client) {
      this.described = () -> client;
    }

    /**
     * Sets the scopes to ask for.
     *
     * @param all the scopes; none by default
     * @return this builder
     */
    public Builder scopes(String... all) {
      this.scopes = new LinkedHashSet<>(List.of(all));
      return this;
    }

    /**
     * Sets what stands between scopes, for a server with ways of its own.
     *
     * @param separator a space by default (RFC 6749 section 3.3)
     * @return this builder
     */
    public Builder scopeSeparator(String separator) {
      this.scopeSeparator = separator;
      return this;
    }

    /**
     * Adds a parameter to the request for a code.
     *
     * @param name such as {@code audience}
     * @param value its value
     * @return this builder
     */
    public Builder parameter(String name, String value) {
      this.parameters = parameters.plus(name, value);
      return this;
    }

    /**
     * Adds a parameter to every poll.
     *
     * @param name such as {@code audience}
     * @param value its value
     * @return this builder
     */
    public Builder tokenParameter(String name, String value) {
      this.tokenParameters = tokenParameters.plus(name, value);
      return this;
    }

    /**
     * Sets the client's secret, which is sent in the body of each request.
     *
     * @param secret the secret; a client without one by default
     * @return this builder
     */
    public Builder clientSecret(Secret secret) {
      return clientAuthentication(ClientAuthentication.clientSecretPost(secret));
    }

    /**
     * Sets another client authentication.
     *
     * @param method the method; {@link ClientAuthentication#none} by default
     * @return this builder
     */
    public Builder clientAuthentication(ClientAuthentication method) {
      this.authentication = method;
      return this;
    }

    /**
     * Sets who shows the user where to go.
     *
     * @param other the prompt; {@link DevicePrompt#terminal()} by default
     * @return this builder
     */
    public Builder prompt(DevicePrompt other) {
      this.prompt = other;
      return this;
    }

    /**
     * Sets who decides whether to go on after an error. Without a handler {@code
     * authorization_pending} and {@code slow_down} go on, and any other error ends the login.
     *
     * @param error the {@code error} member of the server's answer
     * @param handler takes the place of an earlier one for the same error
     * @return this builder
     */
    public Builder onError(String error, DeviceErrorHandler handler) {
      handlers.put(error, handler);
      return this;
    }

    /**
     * Sets how ID tokens are checked; without it they are neither checked nor shown.
     *
     * @param tokenIssuer the issuer, exactly as its tokens say it
     * @param keys where its keys are; fetched when the first ID token comes
     * @return this builder
     */
    public Builder idTokens(String tokenIssuer, URI keys) {
      this.issuer = tokenIssuer;
      this.jwksUri = keys;
      return this;
    }

    /**
     * Sets the HTTP transport. It is not closed by us.
     *
     * @param http the transport; one of its own by default
     * @return this builder
     */
    public Builder transport(HttpTransport http) {
      this.transport = http;
      return this;
    }

    /**
     * Sets the platform.
     *
     * @param other clock, ticker, scheduler and random source; the system's by default
     * @return this builder
     */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /**
     * Makes the authenticator. Nobody is called yet.
     *
     * @return the authenticator; close it when done
     * @throws IllegalArgumentException if an address or a scope is invalid
     */
    public DeviceAuthenticator build() {
      TokenRequestOptions options = new TokenRequestOptions(scopes, parameters, Headers.none());
      TokenRequestOptions polls =
          new TokenRequestOptions(Set.of(), tokenParameters, Headers.none());
      OAuthClientBuilder builder = described.get();
      if (authentication != null) {
        builder.clientAuthentication(authentication);
      }
      if (scopeSeparator != null) {
        builder.scopeSeparator(scopeSeparator);
      }
      if (platform != null) {
        builder.platform(platform);
      }
      if (transport != null) {
        builder.transport(transport);
      }
      OAuthClient client = builder.build();
      DeviceFlow flow = client.device().withErrorHandlers(handlers).withPollOptions(polls);
      return new DeviceAuthenticator(client, flow, prompt, options);
    }

    private OpenIdConfiguration configuration(URI deviceUrl, URI tokenUrl) {
      OpenIdConfiguration.Builder builder =
          OpenIdConfiguration.builder()
              .deviceAuthorizationEndpoint(deviceUrl.toString())
              .tokenEndpoint(tokenUrl.toString());
      if (issuer != null && jwksUri != null) {
        builder.issuer(issuer).jwksUri(jwksUri.toString());
      }
      return builder.build();
    }
  }
}
