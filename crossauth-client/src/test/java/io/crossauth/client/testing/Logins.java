package io.crossauth.client.testing;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.login.AuthorizationCodeFlow;
import io.crossauth.client.internal.login.AuthorizationSettings;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.http.Form;
import io.crossauth.http.HttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Optional;

/** Logins with the browser of a public client that does not look at ID tokens. */
public final class Logins {

  public static final String REDIRECT = "https://app.example/callback";

  private final HttpTransport transport;
  private final FakeTime time;
  private final OpenIdConfiguration metadata;
  private final AuthorizationSettings settings;

  public Logins(HttpTransport transport, FakeTime time) {
    this(
        transport,
        time,
        Metadata.complete(),
        new AuthorizationSettings(
            Optional.of(URI.create(REDIRECT)),
            Optional.empty(),
            OneTimeStore.inMemory(time.platform(), 1_000),
            32,
            32));
  }

  private Logins(
      HttpTransport transport,
      FakeTime time,
      OpenIdConfiguration metadata,
      AuthorizationSettings settings) {
    this.transport = transport;
    this.time = time;
    this.metadata = metadata;
    this.settings = settings;
  }

  /** The same with another provider. */
  public Logins with(OpenIdConfiguration other) {
    return new Logins(transport, time, other, settings);
  }

  /** The same with other lengths. */
  public Logins withLengths(int state, int verifier) {
    return new Logins(
        transport,
        time,
        metadata,
        new AuthorizationSettings(
            settings.redirectUri(),
            settings.authorizeRedirect(),
            settings.oneTimeStore(),
            state,
            verifier));
  }

  /** The same with another address for the browser. */
  public Logins withAuthorizeRedirect(URI uri) {
    return new Logins(
        transport,
        time,
        metadata,
        new AuthorizationSettings(
            settings.redirectUri(), Optional.of(uri), settings.oneTimeStore(), 32, 32));
  }

  /** The same without a redirect URI. */
  public Logins withoutRedirect() {
    return new Logins(
        transport,
        time,
        metadata,
        new AuthorizationSettings(
            Optional.empty(), Optional.empty(), settings.oneTimeStore(), 32, 32));
  }

  /** What the checks of a callback need. */
  public ClientContext context() {
    return Contexts.context(transport, time, ClientAuthentication.none(), metadata);
  }

  /** The flow. */
  public AuthorizationCodeFlow flow() {
    return new AuthorizationCodeFlow(
        context(), settings, new TokenEndpoint(new ProviderCalls(context()), null));
  }

  /** A good callback of a login. */
  public Form callback(PendingLogin pending) {
    return Form.of("code", "code-1").plus("state", pending.state().reveal());
  }

  /** A response with these parameters at the redirect URI of its login. */
  public static AuthorizationResponse response(Form callback, PendingLogin pending) {
    return AuthorizationResponse.of(pending.redirectUri(), callback);
  }
}
