package io.crossauth.client.resource.login;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The way a user logs in: with the browser of this machine, or on another device. */
interface UserLogin {

  /**
   * Begins a login.
   *
   * @param resource what the tokens are for
   * @param wanted what else is asked for
   * @param patience the time that is left
   */
  CompletableFuture<OAuthTokenResponse> begin(
      OAuthClient client, String resource, Wanted wanted, Patience patience);

  /** What a client that logs in so says of itself when it registers. */
  ClientMetadata.Builder describe(ClientMetadata.Builder client);

  /** Logs the user in, within what is left of the time. */
  default OAuthTokenResponse run(
      OAuthClient client, String resource, Wanted wanted, Patience patience, Platform platform) {
    Duration left = patience.left();
    CompletableFuture<OAuthTokenResponse> login = begin(client, resource, wanted, patience);
    Scheduler.Task alarm = platform.scheduler().schedule(left, () -> login.cancel(true));
    try {
      return login.get();
    } catch (InterruptedException e) {
      boolean unused = login.cancel(true);
      throw new InterruptedCallException("the user's login", e);
    } catch (CancellationException e) {
      throw patience.over();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } finally {
      alarm.cancel();
    }
  }
}
