package io.crossauth.client.login;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/**
 * Login for command-line programs. Immutable and safe for use by many threads: each login has a
 * port of its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</a>
 */
public final class LoopbackLogin {

  private final AuthorizationCodeFlow flow;
  private final Platform platform;
  private final UnaryOperator<OAuthTokenResponse> completion;
  private final LoopbackListener.Binder binder;

  /** Creates the login of a client. */
  public LoopbackLogin(AuthorizationCodeFlow flow, Platform platform) {
    this(flow, platform, UnaryOperator.identity(), LoopbackListener.Binder.system());
  }

  LoopbackLogin(
      AuthorizationCodeFlow flow,
      Platform platform,
      UnaryOperator<OAuthTokenResponse> completion,
      LoopbackListener.Binder binder) {
    this.flow = flow;
    this.platform = platform;
    this.completion = completion;
    this.binder = binder;
  }

  /** The same login that completes its tokens, such as by the claims of the userinfo endpoint. */
  public LoopbackLogin completedBy(UnaryOperator<OAuthTokenResponse> last) {
    return new LoopbackLogin(flow, platform, last, binder);
  }

  /**
   * Opens a port, sends the user's browser to the server and waits on this thread for it to come
   * back. The port is closed again whatever happens.
   *
   * @param browser opens the address for the user, or shows it; may block, the callback is served
   *     meanwhile
   * @throws IllegalArgumentException if the options ask for a response mode other than {@code
   *     query}: no other one reaches a port
   * @throws InvalidResponseException if the server's authorization endpoint is no https address, or
   *     the callback breaks a rule
   * @throws OAuthErrorException if the user or the server refused, or nobody came back in time
   *     ({@code login_timeout})
   * @throws TransportException if the port cannot be opened, or the token endpoint not be reached
   * @throws InterruptedCallException if interrupted while waiting; nothing is left open
   */
  public OAuthTokenResponse run(
      LoopbackOptions options, BrowserOpener browser, LoginOptions login) {
    CompletableFuture<OAuthTokenResponse> waiting = start(options, browser, login);
    try {
      return waiting.get();
    } catch (InterruptedException e) {
      boolean unused = waiting.cancel(true);
      throw new InterruptedCallException("the browser to come back", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /**
   * The same without waiting for the browser to come back. The code is traded on a thread of the
   * scheduler; cancelling the future closes the port, and interrupts the trade.
   *
   * @throws IllegalArgumentException as {@link #run} does, and what the opener throws
   */
  public CompletableFuture<OAuthTokenResponse> start(
      LoopbackOptions options, BrowserOpener browser, LoginOptions login) {
    LoopbackListener listener = LoopbackListener.open(options, platform, binder);
    CompletableFuture<OAuthTokenResponse> result = new Closing(listener);
    try {
      AuthorizationRequest request = flow.start(login.redirectUri(listener.redirectUri()));
      BrowserAddress.check(request.uri());
      CallbackHandler<OAuthTokenResponse> desk =
          new CallbackHandler<>(
              listener.redirectUri(),
              request.pending().state(),
              options.page(),
              callback -> finish(callback, request),
              result);
      listener.serve(desk, desk::end);
      Scheduler.Task timeout = platform.scheduler().schedule(options.patience(), desk::expire);
      CompletableFuture<OAuthTokenResponse> unused =
          result.whenComplete((tokens, failure) -> timeout.cancel());
      browser.open(request.uri());
      return result;
    } catch (RuntimeException | Error e) {
      boolean unused = result.cancel(true);
      throw e;
    }
  }

  private OAuthTokenResponse finish(Form callback, AuthorizationRequest request) {
    return completion.apply(flow.finish(callback, request.pending()));
  }
}
