package io.crossauth.client.login;

import io.crossauth.client.internal.BrowserUri;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a login: the user logs out here and at the provider, or the provider tells that the
 * user has logged out there. Immutable and safe for use by many threads.
 */
public final class LogoutFlow {

  private static final int STATE_BYTES = 32;

  private final ClientContext context;
  private final @Nullable OAuthTokenConsumer consumer;

  /**
   * Creates the logouts of a client.
   *
   * @param consumer verifies logout tokens; null for a provider without an issuer
   */
  public LogoutFlow(ClientContext context, @Nullable OAuthTokenConsumer consumer) {
    this.context = context;
    this.consumer = consumer;
  }

  /**
   * Begins a logout at the provider. End the session here first; then send the browser there.
   *
   * @param idToken the ID token of the login that ends, in its compact form; without it the
   *     provider asks the user
   * @param postLogoutRedirectUri where the browser comes back to, as registered; empty for nowhere
   * @throws InvalidResponseException if the provider names no logout endpoint, or one that is
   *     neither https nor http of this machine
   * @throws IllegalArgumentException if the redirect URI is not absolute, or has a fragment
   * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">OpenID
   *     Connect RP-Initiated Logout 1.0 section 2</a>
   */
  public LogoutRequest start(Optional<Secret> idToken, Optional<URI> postLogoutRedirectUri) {
    URI endpoint =
        BrowserUri.checked(
            "end_session_endpoint",
            context.configuration().get().require(MetadataField.END_SESSION_ENDPOINT));
    Secret state = Secret.of(context.platform().random().text(STATE_BYTES));
    Form form = Form.empty();
    if (idToken.isPresent()) {
      form = form.plus("id_token_hint", idToken.get());
    }
    form = form.plus("client_id", context.clientId());
    if (postLogoutRedirectUri.isPresent()) {
      form =
          form.plus("post_logout_redirect_uri", checked(postLogoutRedirectUri.get()).toString())
              .plus("state", state);
    }
    String base = endpoint.toString();
    String join = endpoint.getRawQuery() == null ? "?" : base.endsWith("?") ? "" : "&";
    return new LogoutRequest(URI.create(base + join + form.encode()), state);
  }

  /**
   * Checks that the browser comes back from the logout that was begun.
   *
   * @param callback the parameters of the address it comes back to
   * @param state what was kept
   * @throws InvalidResponseException if the state is missing, there twice, or another
   */
  public void finish(Form callback, Secret state) {
    List<String> states = callback.all("state");
    boolean same =
        states.size() == 1 && !states.get(0).isEmpty() && Secret.of(states.get(0)).equals(state);
    if (!same) {
      throw new InvalidResponseException(
          "state_mismatch", "logout callback: expected the state of this logout, found another");
    }
  }

  /**
   * Reads a logout that the provider tells through the browser.
   *
   * @param parameters the query of the request to the {@code frontchannel_logout_uri}
   * @throws InvalidResponseException if {@code iss} or {@code sid} is missing, or {@code iss} is
   *     another provider's
   * @throws IllegalStateException if the provider has no issuer
   */
  public FrontChannelLogout frontChannel(Form parameters) {
    return FrontChannelLogout.of(parameters, requireConsumer()::expectsIssuer);
  }

  /**
   * Verifies a logout that the provider tells this server itself. Answer 200 when the sessions have
   * ended, 400 when this throws {@link InvalidResponseException} or {@link TokenRejectedException},
   * 503 for {@link TransportException}, always with {@code Cache-Control: no-store}.
   *
   * <p>A logout is told once, remembered in this process; several nodes share a {@link
   * io.crossauth.tokenconsumer.ReplayGuard}.
   *
   * @param body the form of the request to the {@code backchannel_logout_uri}
   * @throws InvalidResponseException if it does not have one {@code logout_token}
   * @throws TokenRejectedException if the logout token is not acceptable
   * @throws TransportException if the keys to check it cannot be had
   * @throws IllegalStateException if the provider has no issuer
   * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">OpenID
   *     Connect Back-Channel Logout 1.0 section 2.6</a>
   */
  public BackChannelLogout backChannel(Form body) {
    return BackChannelLogout.of(body, requireConsumer());
  }

  private static URI checked(URI uri) {
    if (!uri.isAbsolute() || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "postLogoutRedirectUri: expected an absolute address without a fragment");
    }
    return uri;
  }

  private OAuthTokenConsumer requireConsumer() {
    if (consumer == null) {
      throw new IllegalStateException("logout: expected a provider with an issuer, found none");
    }
    return consumer;
  }
}
