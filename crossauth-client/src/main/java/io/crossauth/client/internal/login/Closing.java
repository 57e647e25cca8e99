package io.crossauth.client.internal.login;

import io.crossauth.client.token.OAuthTokenResponse;
import java.util.concurrent.CompletableFuture;

/** A result before which the port is closed, so that nobody who has it finds the port open. */
final class Closing extends CompletableFuture<OAuthTokenResponse> {

  private final LoopbackListener listener;

  Closing(LoopbackListener listener) {
    this.listener = listener;
  }

  @Override
  public boolean complete(OAuthTokenResponse tokens) {
    listener.close();
    return super.complete(tokens);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    listener.close();
    return super.completeExceptionally(failure);
  }

  /** Interrupts the trade too, if it is under way. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    listener.close();
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      listener.interrupt();
    }
    return cancelled;
  }
}
