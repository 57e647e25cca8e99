package io.crossauth.client.internal.login;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LoopbackLogin;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/** Login for command-line programs, by a port of the loopback address. */
public final class LoopbackLoginFlow implements LoopbackLogin {

  private final AuthorizationCodeFlow flow;
  private final Platform platform;
  private final UnaryOperator<OAuthTokenResponse> completion;
  private final LoopbackListener.Binder binder;

  /** Creates the login of a client. */
  public LoopbackLoginFlow(AuthorizationCodeFlow flow, Platform platform) {
    this(flow, platform, UnaryOperator.identity(), LoopbackListener.Binder.system());
  }

  LoopbackLoginFlow(
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
  public LoopbackLoginFlow completedBy(UnaryOperator<OAuthTokenResponse> last) {
    return new LoopbackLoginFlow(flow, platform, last, binder);
  }

  @Override
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

  @Override
  public CompletableFuture<OAuthTokenResponse> start(
      LoopbackOptions options, BrowserOpener browser, LoginOptions login) {
    BrowserAddress.check(login.parameters());
    LoopbackListener listener = LoopbackListener.open(options, platform, binder);
    CompletableFuture<OAuthTokenResponse> result = new Closing(listener);
    Object unusedToo =
        result.whenComplete((tokens, failure) -> flow.passed(listener.redirectUri()));
    try {
      AuthorizationRequest request =
          flow.startPassing(login.withRedirectUri(listener.redirectUri()));
      BrowserAddress.check(request.uri());
      CallbackHandler<OAuthTokenResponse> handler =
          new CallbackHandler<>(
              listener.redirectUri(),
              request.pending().state(),
              flow::stateOf,
              LoopbackPage.of(options),
              callback -> finish(callback, request, resources(login)),
              result);
      listener.serve(handler, handler::end);
      Scheduler.Task timeout = platform.scheduler().schedule(options.patience(), handler::expire);
      CompletableFuture<OAuthTokenResponse> unused =
          result.whenComplete((tokens, failure) -> timeout.cancel());
      browser.open(request.uri());
      return result;
    } catch (RuntimeException | Error e) {
      boolean unused = result.cancel(true);
      throw e;
    }
  }

  /** RFC 8707 section 2.2: servers that keep nothing of the request hear it again. */
  private static TokenRequestOptions resources(LoginOptions login) {
    TokenRequestOptions options = TokenRequestOptions.none();
    for (String resource : login.parameters().all("resource")) {
      options = options.withResource(resource);
    }
    return options;
  }

  private OAuthTokenResponse finish(
      AuthorizationResponse callback, AuthorizationRequest request, TokenRequestOptions exchange) {
    return completion.apply(flow.finish(callback, request.pending(), exchange));
  }
}
