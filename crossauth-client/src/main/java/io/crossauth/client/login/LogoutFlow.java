package io.crossauth.client.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.function.Consumer;

/**
 * The end of a login: the user logs out here and at the provider, or the provider says that the
 * user has logged out there. Immutable and safe for use by many threads.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">OpenID Connect
 *     RP-Initiated Logout 1.0</a>
 */
public interface LogoutFlow {

  /**
   * Begins a logout at the provider, which asks the user, since it is not told whose login ends;
   * the browser stays there.
   *
   * @return where to send the browser
   * @throws InvalidResponseException as {@link #start(Secret)} does
   */
  LogoutRequest start();

  /**
   * Begins a logout at the provider. End the session here first; then send the browser there. It
   * stays there.
   *
   * @param idToken the ID token of the login that ends, in its compact form
   * @return where to send the browser
   * @throws InvalidResponseException if the provider names no logout endpoint, or one that is
   *     neither https nor http of this machine
   * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">OpenID
   *     Connect RP-Initiated Logout 1.0 section 2</a>
   */
  LogoutRequest start(Secret idToken);

  /**
   * Begins a logout at the provider, which asks the user, since it is not told whose login ends;
   * the browser comes back.
   *
   * @param postLogoutRedirectUri where the browser comes back to, exactly as registered: absolute,
   *     without a fragment
   * @return where to send the browser, and the state to keep for {@link #finish}
   * @throws InvalidResponseException as {@link #start(Secret)} does
   * @throws IllegalArgumentException if the redirect URI is not absolute, or has a fragment
   */
  LogoutRequest start(URI postLogoutRedirectUri);

  /**
   * Begins a logout at the provider, from which the browser comes back.
   *
   * @param idToken the ID token of the login that ends, in its compact form
   * @param postLogoutRedirectUri where the browser comes back to, exactly as registered: absolute,
   *     without a fragment
   * @return where to send the browser, and the state to keep for {@link #finish}
   * @throws InvalidResponseException as {@link #start(Secret)} does
   * @throws IllegalArgumentException if the redirect URI is not absolute, or has a fragment
   */
  LogoutRequest start(Secret idToken, URI postLogoutRedirectUri);

  /**
   * Checks that the browser comes back from the logout that was begun.
   *
   * @param callback the parameters of the address it comes back to
   * @param state the state of the {@link LogoutRequest}
   * @throws InvalidResponseException if the state is missing, there twice, or a different one, or
   *     there are more than 100 parameters, or more than 65,536 characters
   */
  void finish(Form callback, Secret state);

  /**
   * Reads a logout that the provider announces through the browser.
   *
   * @param parameters the query of the request to the {@code frontchannel_logout_uri}
   * @return whose login ends
   * @throws InvalidResponseException if {@code iss} or {@code sid} is missing, {@code iss} is
   *     another provider's, or there are more than 100 parameters, or more than 65,536 characters
   * @throws IllegalStateException if the provider has no issuer
   * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html">OpenID Connect
   *     Front-Channel Logout 1.0</a>
   */
  FrontChannelLogout frontChannel(Form parameters);

  /**
   * Verifies a logout that the provider announces to this server itself. Answer 200 when the
   * sessions have ended, 400 when this throws {@link InvalidResponseException} or {@link
   * TokenRejectedException}, 503 for {@link TransportException}, always with {@code Cache-Control:
   * no-store}.
   *
   * <p>A logout is accepted once, remembered in this process; several nodes share a {@link
   * io.crossauth.tokenconsumer.OneTimeStore}.
   *
   * @param body the form of the request to the {@code backchannel_logout_uri}
   * @return whose login ends, or which one
   * @throws InvalidResponseException if it does not have one {@code logout_token}, or has more than
   *     100 parameters, or more than 65,536 characters
   * @throws TokenRejectedException if the logout token is not acceptable, or came before
   * @throws TransportException if the keys to check it cannot be had
   * @throws IllegalStateException if the provider has no issuer
   * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">OpenID
   *     Connect Back-Channel Logout 1.0 section 2.6</a>
   */
  BackChannelLogout backChannel(Form body);

  /**
   * Verifies a logout that the provider announces to this server itself, ends what it ends, and
   * only then remembers the token: if that fails, the provider may send the same one again. A token
   * that came before, and has been handled, ends the same once more and is then refused as {@code
   * token.replayed}: answer 200 to that one.
   *
   * @param body the form of the request to the {@code backchannel_logout_uri}
   * @param ending ends the sessions; what it throws comes out, and the token is not used up
   * @return whose login ended, or which one
   * @throws InvalidResponseException as {@link #backChannel(Form)} does
   * @throws TokenRejectedException if the logout token is not acceptable, or came before
   * @throws TransportException if the keys to check it cannot be had
   * @throws IllegalStateException if the provider has no issuer
   * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCActions">OpenID
   *     Connect Back-Channel Logout 1.0 section 2.7</a>
   */
  BackChannelLogout backChannel(Form body, Consumer<BackChannelLogout> ending);

  /**
   * A logout at the provider that can begin: send the browser to the address, and keep the state.
   * Immutable and safe for use by many threads.
   *
   * @param uri where to send the browser: https, or http of this machine
   * @param state what must come back with it; kept as the login's was
   */
  record LogoutRequest(URI uri, Secret state) {

    /** {@return the address without its query, which holds an ID token} */
    @Override
    public String toString() {
      return "LogoutRequest[" + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + "]";
    }
  }
}
