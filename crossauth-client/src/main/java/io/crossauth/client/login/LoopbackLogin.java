package io.crossauth.client.login;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import java.util.concurrent.CompletableFuture;

/**
 * Login for command-line programs. Immutable and safe for use by many threads: each login has a
 * port of its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</a>
 */
public interface LoopbackLogin {

  /**
   * Opens a port, sends the user's browser to the server and waits on this thread for it to come
   * back. The port is closed again whatever happens.
   *
   * @param options where the callback comes to, and how long to wait
   * @param browser opens the address for the user, or shows it; may block, the callback is served
   *     meanwhile
   * @param login what to ask for
   * @return the checked tokens
   * @throws IllegalArgumentException if the options ask for a response mode other than {@code
   *     query}: no other one reaches a port
   * @throws InvalidResponseException if the server's authorization endpoint is no https address, or
   *     the callback breaks a rule
   * @throws OAuthErrorException if the user or the server refused
   * @throws LoginTimeoutException {@code login.timeout} if nobody came back in time
   * @throws TransportException if the port cannot be opened, or the token endpoint not be reached
   * @throws InterruptedCallException if interrupted while waiting; nothing is left open
   */
  OAuthTokenResponse run(LoopbackOptions options, BrowserOpener browser, LoginOptions login);

  /**
   * The same without waiting for the browser to come back. The code is exchanged on a thread of the
   * scheduler; cancelling the future closes the port, and interrupts the exchange.
   *
   * @param options where the callback comes to, and how long to wait
   * @param browser opens the address for the user, or shows it
   * @param login what to ask for
   * @return the checked tokens, or what {@link #run} throws
   * @throws IllegalArgumentException as {@link #run} does, and what the opener throws
   */
  CompletableFuture<OAuthTokenResponse> start(
      LoopbackOptions options, BrowserOpener browser, LoginOptions login);
}
