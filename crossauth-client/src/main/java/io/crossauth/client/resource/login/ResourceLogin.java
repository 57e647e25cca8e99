package io.crossauth.client.resource.login;

import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.http.Loopback;
import io.crossauth.internal.http.Shown;
import io.crossauth.platform.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Calls an API of which only the address is known, and gets the token for it: from the API's
 * challenge to its metadata, to an authorization server that the program or its user allows, to a
 * client id there, to a login of the user, to the call again. When the API then wants more scopes,
 * or a stronger or newer login, the user logs in once more for it.
 *
 * <p>One user and one API; tokens are in memory, and are renewed there. Safe for use by many
 * threads, of which one logs the user in and the others wait.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-5">RFC 9728 section 5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8707">RFC 8707</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470">RFC 9470</a>
 */
public final class ResourceLogin implements AutoCloseable {

  private final ApiAddress api;
  private final ApiCalls calls;
  private final Logins logins;
  private final Duration patience;
  private final Platform platform;
  private final Runnable closing;

  private ResourceLogin(Builder said, HttpTransport transport, Runnable closing) {
    this.api = said.api;
    this.calls = new ApiCalls(transport);
    this.patience = said.patience;
    this.platform = said.platform;
    this.closing = closing;
    this.logins =
        new Logins(
            api,
            new AllowedServers(Set.copyOf(said.listed), said.asked),
            said.clientIds(),
            said.requireUser(),
            List.copyOf(said.scopes),
            calls,
            patience,
            platform);
  }

  /**
   * Begins with the address of an API.
   *
   * @param resource the resource's identifier, exactly as its metadata say it (RFC 9728 section
   *     3.3): https, or http of this machine, without user info and fragment. Requests go to it and
   *     below it; one with a query has nothing below it
   * @return a builder, which needs a server that is allowed, a client id there, and a way to log in
   * @throws IllegalArgumentException if the address is not such, or has dot segments
   */
  public static Builder at(URI resource) {
    return new Builder(new ApiAddress(resource));
  }

  /**
   * Sends a request; the user logs in meanwhile, if the API wants it. The request is sent five
   * times at most: without a token or with that of before, after it was renewed, after a login,
   * after one for more scopes, and after one that is stronger or newer; once more where the API
   * asks for a nonce (RFC 9449 section 9).
   *
   * @param call to the resource or below it, without {@code Authorization}; one that the API must
   *     not get twice should be sent after another, since a 401 or 403 is answered by sending it
   *     again
   * @return the answer, whatever its status; a 401 or 403 only where its challenge is none to
   *     tokens
   * @throws OAuthErrorException {@code invalid_token}, {@code insufficient_scope}, {@code
   *     insufficient_user_authentication}: the API still refuses, after all that can be done; or
   *     the server or the user refused
   * @throws InvalidResponseException {@code response.resource_mismatch} if the metadata are those
   *     of another resource; {@code response.resource_metadata} if they are not at the API's host;
   *     {@code response.challenge} if a challenge asks for what cannot be; else as a login does
   * @throws ConfigurationException {@code config.server_not_allowed} if the API names no server
   *     that is allowed; {@code config.no_client_id} if nobody knows the program there
   * @throws TokenRejectedException if the server's ID token is not acceptable, such as of a weaker
   *     login than the API wants
   * @throws LoginTimeoutException {@code login.timeout} if the time is over
   * @throws TransportException if no usable answer comes, or an address is not allowed
   * @throws CrossauthException what the way to log in throws
   * @throws IllegalArgumentException if the request is not to the resource, or has {@code
   *     Authorization}
   * @throws IllegalStateException if it is closed, or has been while the user logged in
   */
  public HttpReply send(HttpCall call) {
    if (!api.covers(call.uri())) {
      throw new IllegalArgumentException(
          "call: expected the resource "
              + Shown.of(api.uri())
              + " or below, found a different address");
    }
    if (call.headers().first("Authorization").isPresent()) {
      throw new IllegalArgumentException(
          "call: expected one without Authorization, since the token is set here, found one with"
              + " it");
    }
    return new Rounds(call, calls, logins, new Patience(platform.ticker(), patience)).run();
  }

  /**
   * The token of the last login, for an HTTP client of the program's: as a source for {@code
   * ResourceClient}, with the API's origin.
   *
   * @return the source; it fails with {@link LoginRequiredException} until {@link #send} has led to
   *     a login, and is another after a login at another server
   * @see TokenManager#source
   */
  public TokenSource tokens() {
    return logins
        .session()
        .map(ApiSession::source)
        .orElseThrow(
            () ->
                new LoginRequiredException(
                    "resource: expected a login, found none; send a request first", null));
  }

  /** Forgets the tokens, and closes what it has made itself. No server is told. */
  @Override
  public void close() {
    logins.close();
    closing.run();
  }

  /** {@return the resource, and nothing of its tokens} */
  @Override
  public String toString() {
    return "ResourceLogin[" + Shown.of(api.uri()) + "]";
  }

  /** Builds a {@link ResourceLogin}. Not for use by several threads. */
  public static final class Builder {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final ApiAddress api;
    private final Map<String, UnaryOperator<OAuthClientBuilder>> clients = new LinkedHashMap<>();
    private final Set<String> listed = new LinkedHashSet<>();
    private Predicate<String> asked = issuer -> false;
    private boolean allowed;
    private @Nullable URI document;
    private @Nullable String name;
    private final Set<String> scopes = new LinkedHashSet<>();
    private @Nullable UserLogin user;
    private Duration patience = Duration.ofMinutes(10);
    private @Nullable HttpTransport transport;
    private boolean privateAddresses;
    private Platform platform = Platform.system();

    Builder(ApiAddress api) {
      this.api = api;
    }

    /**
     * Allows an authorization server, and says who the program is there.
     *
     * @param issuer the issuer, exactly as it names itself
     * @param clientId the id of a public client that is registered there
     * @return this builder
     */
    public Builder client(String issuer, String clientId) {
      return client(issuer, settings -> settings.clientId(clientId));
    }

    /**
     * Allows an authorization server, and says who the program is there in all detail: by secret,
     * key, or a kept registration. The settings go to no other server.
     *
     * @param issuer the issuer, exactly as it names itself
     * @param settings gets the client's builder, and gives it back with its client id
     * @return this builder
     */
    public Builder client(String issuer, UnaryOperator<OAuthClientBuilder> settings) {
      clients.put(issuer, settings);
      return allow(issuer);
    }

    /**
     * Allows authorization servers at which the program has no client id yet; see {@link
     * #clientMetadataDocument} and {@link #registeredAs}.
     *
     * @param issuers the issuers, exactly as they name themselves; none by default
     * @return this builder
     */
    public Builder allow(String... issuers) {
      listed.addAll(List.of(issuers));
      allowed = true;
      return this;
    }

    /**
     * Asks whether an authorization server that is not listed may be used: the user, best by its
     * host and that of the API. Nobody by default.
     *
     * @param user gets an issuer that the API names, https unless both are of this machine; on the
     *     thread of {@link ResourceLogin#send}, eight times at most for a login
     * @return this builder
     */
    public Builder allow(Predicate<String> user) {
      this.asked = user;
      this.allowed = true;
      return this;
    }

    /**
     * Sets the client-id metadata document of the program, whose address is its client id wherever
     * servers take one ({@code client_id_metadata_document_supported}). None by default.
     *
     * @param address https with a path, or http of this machine; without user info, fragment and
     *     dot segments
     * @return this builder
     * @throws IllegalArgumentException if it is not such
     * @see <a
     *     href="https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/">OAuth
     *     Client ID Metadata Document section 3</a>
     */
    public Builder clientMetadataDocument(URI address) {
      ApiAddress checked = new ApiAddress(address);
      String path = checked.uri().getRawPath();
      if (path == null || path.length() < 2) {
        throw new IllegalArgumentException(
            "clientMetadataDocument: expected an address with a path, found none");
      }
      this.document = address;
      return this;
    }

    /**
     * Lets the program register itself, as a public client, where it has no other client id. Not by
     * default. The registration lasts as long as this object; to keep one, register by {@code
     * ClientRegistration} and give it by {@link #client(String, UnaryOperator)}.
     *
     * @param clientName the name that users are shown
     * @return this builder
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7591">RFC 7591</a>
     */
    public Builder registeredAs(String clientName) {
      this.name = clientName;
      return this;
    }

    /**
     * Sets what every login asks for, beside what the API's challenge names.
     *
     * @param wanted the scopes, in their order; none by default
     * @return this builder
     * @throws IllegalArgumentException if one is not a scope (RFC 6749 section 3.3)
     */
    public Builder scopes(String... wanted) {
      scopes.addAll(TokenRequestOptions.scopes(wanted).scopes());
      return this;
    }

    /**
     * Logs the user in with the browser of this machine (RFC 8252), with the usual options.
     *
     * @param opener opens the address for the user, or shows it
     * @return this builder
     */
    public Builder browser(BrowserOpener opener) {
      return browser(opener, LoopbackOptions.defaults());
    }

    /**
     * Logs the user in with the browser of this machine (RFC 8252).
     *
     * @param opener opens the address for the user, or shows it
     * @param options where the callback comes to, and how long to wait
     * @return this builder
     */
    public Builder browser(BrowserOpener opener, LoopbackOptions options) {
      this.user = new BrowserLogin(opener, options);
      return this;
    }

    /**
     * Logs the user in on another device (RFC 8628).
     *
     * @param prompt shows the user where to go
     * @return this builder
     */
    public Builder device(DevicePrompt prompt) {
      this.user = new DeviceLogin(prompt);
      return this;
    }

    /**
     * Sets the time for one request, logins included. A call that is under way at its end may take
     * its own time longer.
     *
     * @param time more than zero and an hour at most; ten minutes by default
     * @return this builder
     * @throws IllegalArgumentException if it is not such
     */
    public Builder patience(Duration time) {
      if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "patience: expected more than zero and an hour at most, found " + time);
      }
      this.patience = time;
      return this;
    }

    /**
     * Allows addresses that are not public: of this machine, of a private network. By default they
     * are refused after the name is looked up, for the API, its metadata and its authorization
     * server alike, since one names the next.
     *
     * @return this builder
     * @see ApacheHttpTransport.Builder#publicAddressesOnly
     */
    public Builder allowPrivateAddresses() {
      this.privateAddresses = true;
      return this;
    }

    /**
     * Sets the HTTP transport, whose rules for addresses then hold; one of its own by default,
     * which goes to public addresses alone. What is handed in is not closed, and is used for https,
     * and for http of this machine.
     *
     * @param http sends all calls
     * @return this builder
     */
    public Builder transport(HttpTransport http) {
      this.transport = http;
      return this;
    }

    /**
     * Sets clock, ticker, scheduler and random numbers; the system's by default.
     *
     * @param other the platform
     * @return this builder
     */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /**
     * Makes it. Nothing is fetched yet.
     *
     * @return what calls the API; to be closed
     * @throws IllegalArgumentException if no server is allowed, there is no way to log in, or the
     *     resource is of this machine and {@link #allowPrivateAddresses} was not called
     */
    public ResourceLogin build() {
      if (!allowed) {
        throw new IllegalArgumentException(
            "authorization servers: expected client(issuer, …) or allow(…), found none");
      }
      UserLogin unused = requireUser();
      HttpTransport given = transport;
      if (given != null) {
        return new ResourceLogin(this, given, () -> {});
      }
      ApacheHttpTransport own = own();
      return new ResourceLogin(this, own, own::close);
    }

    private ApacheHttpTransport own() {
      ApacheHttpTransport.Builder http = ApacheHttpTransport.builder().platform(platform);
      if (privateAddresses) {
        return http.build();
      }
      if (Loopback.is(api.uri().getHost())) {
        throw new IllegalArgumentException(
            "resource: expected a public address, found one of this machine;"
                + " allowPrivateAddresses() allows it");
      }
      return http.publicAddressesOnly().build();
    }

    private UserLogin requireUser() {
      if (user == null) {
        throw new IllegalArgumentException("login: expected browser(…) or device(…), found none");
      }
      return user;
    }

    private ClientIds clientIds() {
      return new ClientIds(
          Map.copyOf(clients),
          Optional.ofNullable(document),
          Optional.ofNullable(name).map(this::metadata));
    }

    private ClientMetadata metadata(String clientName) {
      ClientMetadata.Builder client =
          ClientMetadata.builder().clientName(clientName).tokenEndpointAuthMethod("none");
      return requireUser().describe(client).build();
    }
  }
}
