package io.crossauth.client.loopback;

import io.crossauth.client.authorize.AuthorizationCodeFlow;
import io.crossauth.client.authorize.AuthorizationRequest;
import io.crossauth.client.authorize.LoginOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.world.World;

/**
 * Login for command-line programs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</a>
 */
public final class LoopbackLogin {

  private final AuthorizationCodeFlow flow;
  private final World world;

  /** Creates the login of a client. */
  public LoopbackLogin(AuthorizationCodeFlow flow, World world) {
    this.flow = flow;
    this.world = world;
  }

  /**
   * Opens a port, sends the user's browser to the server and waits for it to come back. The port is
   * closed again whatever happens.
   *
   * @throws OAuthErrorException if the user or the server refused, or nobody came back in time
   *     ({@code login_timeout})
   * @throws InterruptedCallException if interrupted while waiting; nothing is left open
   */
  public OAuthTokenResponse run(
      LoopbackOptions options, BrowserOpener browser, LoginOptions login) {
    try (LoopbackListener listener = LoopbackListener.open(options, world)) {
      AuthorizationRequest request = flow.start(login.redirectUri(listener.redirectUri()));
      browser.open(request.uri());
      Form callback = listener.await(request.pending().state());
      return flow.finish(callback, request.pending());
    }
  }
}
