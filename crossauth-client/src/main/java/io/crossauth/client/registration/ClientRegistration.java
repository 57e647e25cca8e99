package io.crossauth.client.registration;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.Credential;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.ProviderReply;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.http.TrustedAddresses;
import io.crossauth.internal.json.Json;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Registers clients at a server, and reads, updates and deletes the registrations.
 *
 * <p>Every call may throw {@link OAuthErrorException} when the server says no ({@code
 * invalid_redirect_uri}, {@code invalid_client_metadata}, {@code invalid_token}, …), {@link
 * InvalidResponseException} when it returns a non-conforming response, and {@link
 * TransportException} when no usable answer comes.
 *
 * <p>Immutable and safe for use by many threads. Nothing is fetched before it is needed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591">RFC 7591</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7592">RFC 7592</a>
 */
public final class ClientRegistration implements AutoCloseable {

  private final ProviderCalls calls;
  private final Optional<Secret> initialAccessToken;
  private final Runnable closing;

  ClientRegistration(ProviderCalls calls, Optional<Secret> initialAccessToken, Runnable closing) {
    this.calls = calls;
    this.initialAccessToken = initialAccessToken;
    this.closing = closing;
  }

  /**
   * Begins the registration at a server that is found by discovery.
   *
   * @param issuer the issuer, exactly as its metadata says it: an absolute http or https address,
   *     which {@link Builder#build} checks
   * @return a builder, which needs nothing more
   */
  public static Builder builder(String issuer) {
    return Builder.forIssuer(issuer);
  }

  /**
   * Begins the registration at a server whose metadata is given by hand.
   *
   * @param configuration the server's metadata, with its {@code registration_endpoint}
   * @return a builder, which needs nothing more
   */
  public static Builder builder(OpenIdConfiguration configuration) {
    return Builder.forConfiguration(configuration);
  }

  /**
   * Registers a client.
   *
   * @param metadata what the client says about itself
   * @return the client as the server has registered it
   */
  public ClientInformation register(ClientMetadata metadata) {
    Credential credential = initialAccessToken.map(Credential::bearer).orElseGet(Credential::none);
    ProviderCall call =
        ProviderCall.of("POST", MetadataField.REGISTRATION_ENDPOINT, credential)
            .withJson(Json.write(metadata.members()));
    ClientInformation registered = ClientInformationReader.read(read(calls.exchange(call)));
    URI endpoint = calls.context().endpoints().require(MetadataField.REGISTRATION_ENDPOINT);
    Optional<URI> server = calls.context().configuration().get().issuer().map(URI::create);
    return checked(registered, TrustedAddresses.of(endpoint, server.orElse(null)));
  }

  /**
   * Reads a registration.
   *
   * @param client the client, as it was registered
   * @return the client as it is now; with a new registration access token, if the server gave one
   * @throws IllegalStateException if the server offers no management of this client
   */
  public ClientInformation read(ClientInformation client) {
    return managed(call("GET", client), client);
  }

  /**
   * Replaces what a client says about itself; what is left out is taken away, or set by the server
   * to its default.
   *
   * @param client the client, as it was registered
   * @param metadata all that it says about itself from now on
   * @return the client as it is now; with a new secret or registration access token, if the server
   *     gave one
   * @throws IllegalStateException if the server offers no management of this client
   */
  public ClientInformation update(ClientInformation client, ClientMetadata metadata) {
    // RFC 7592 section 2.2: the id, the secret of now, and none of the server's other members.
    Map<String, @Nullable Object> members = new LinkedHashMap<>(metadata.members());
    members.put("client_id", client.clientId());
    client.clientSecret().ifPresent(secret -> members.put("client_secret", secret.reveal()));
    return managed(call("PUT", client).withJson(Json.write(members)), client);
  }

  /**
   * Deletes a registration. The client, its secret and its tokens are worth nothing from then on.
   *
   * @param client the client, as it was registered
   * @throws IllegalStateException if the server offers no management of this client
   */
  public void delete(ClientInformation client) {
    ProviderReply reply = calls.exchange(call("DELETE", client));
    if (reply.status() < 200 || reply.status() >= 300) {
      Map<String, @Nullable Object> unused = read(reply);
    }
  }

  private ClientInformation managed(ProviderCall call, ClientInformation client) {
    return checked(
        ClientInformationReader.read(read(calls.exchange(call)), client),
        TrustedAddresses.of(address(client)));
  }

  /** An answer must not send the next call, and its token, to this machine or over plain http. */
  private static ClientInformation checked(ClientInformation client, TrustedAddresses allowed) {
    Optional<String> objection = client.registrationClientUri().flatMap(allowed::objection);
    if (objection.isPresent()) {
      throw new InvalidResponseException(
          "endpoint", "client information, registration_client_uri: " + objection.get());
    }
    return client;
  }

  /** RFC 7592 section 2: at the address and with the token that the registration has brought. */
  private static ProviderCall call(String method, ClientInformation client) {
    URI address = address(client);
    return ProviderCall.of(
            method, MetadataField.REGISTRATION_ENDPOINT, Credential.bearer(token(client)))
        .at(address)
        .withSecrets(client.clientSecret().stream().toList());
  }

  private static Map<String, @Nullable Object> read(ProviderReply reply) {
    if (!reply.isJson() && (reply.status() == 401 || reply.status() == 403)) {
      // RFC 6750 section 3: the error may stand in the challenge alone.
      throw new OAuthErrorException(
          reply.status() == 401 ? "invalid_token" : "insufficient_scope",
          null,
          null,
          reply.status(),
          null,
          "the initial or registration access token is missing, wrong or used up");
    }
    return reply.read().orThrow();
  }

  private static URI address(ClientInformation client) {
    return client.registrationClientUri().orElseThrow(ClientRegistration::notManaged);
  }

  private static Secret token(ClientInformation client) {
    return client.registrationAccessToken().orElseThrow(ClientRegistration::notManaged);
  }

  private static IllegalStateException notManaged() {
    return new IllegalStateException(
        "client registration: expected registration_client_uri and registration_access_token, found"
            + " none; the server does not offer RFC 7592");
  }

  /** Ends what it has made itself; what was handed in stays open. */
  @Override
  public void close() {
    closing.run();
  }

  /** Builds a {@link ClientRegistration}. Nothing must be set. Not safe for use by many threads. */
  public static final class Builder {

    private final @Nullable String issuer;
    private final @Nullable OpenIdConfiguration configuration;
    private @Nullable URI discoveryUri;
    private @Nullable URI authServerBaseUrl;
    private @Nullable HttpTransport transport;
    private @Nullable Secret initialAccessToken;
    private Headers headers = Headers.none();
    private Platform platform = Platform.system();

    private Builder(@Nullable String issuer, @Nullable OpenIdConfiguration configuration) {
      this.issuer = issuer;
      this.configuration = configuration;
    }

    static Builder forIssuer(String issuer) {
      return new Builder(issuer, null);
    }

    static Builder forConfiguration(OpenIdConfiguration configuration) {
      return new Builder(null, configuration);
    }

    /**
     * Sets the initial access token, which registering needs where not anybody may (RFC 7591
     * section 3).
     *
     * @param token the token, sent as a bearer token; none by default
     * @return this builder
     */
    public Builder initialAccessToken(Secret token) {
      this.initialAccessToken = token;
      return this;
    }

    /**
     * Sets the address of the metadata document, where it is not below the issuer.
     *
     * @param uri an absolute http or https address without user info and fragment, which {@link
     *     #build} checks; below the issuer by default
     * @return this builder
     */
    public Builder discoveryUri(URI uri) {
      this.discoveryUri = uri;
      return this;
    }

    /**
     * Sets where this program reaches the server, when that is not the issuer; see {@link
     * Discovery.Builder#authServerBaseUrl}.
     *
     * @param uri an absolute http or https address without user info, query and fragment, which
     *     {@link #build} checks; the issuer by default
     * @return this builder
     */
    public Builder authServerBaseUrl(URI uri) {
      this.authServerBaseUrl = uri;
      return this;
    }

    /**
     * Sets the HTTP transport. What is handed in is not closed.
     *
     * @param given the transport; one of its own by default, which is closed with the registration
     * @return this builder
     */
    public Builder transport(HttpTransport given) {
      this.transport = given;
      return this;
    }

    /**
     * Sets header fields for every call to the server.
     *
     * @param all the fields, which replace those that were set before; none by default
     * @return this builder
     */
    public Builder headers(Headers all) {
      this.headers = all;
      return this;
    }

    /**
     * Sets the platform: clock, ticker, scheduler, random.
     *
     * @param other the platform; the system's by default
     * @return this builder
     */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /**
     * Makes the registration. Nothing is fetched yet.
     *
     * @return the registration, ready for use; to be closed
     * @throws IllegalArgumentException if the issuer, or an address that was set beside it, is not
     *     an absolute http or https address
     */
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
      Discovery.Builder builder =
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
}
