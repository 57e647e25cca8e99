package io.crossauth.client.resource;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that nobody reads, however long it would be. */
final class Unread<T> implements HttpResponse.BodySubscriber<T> {

  private final CompletableFuture<@Nullable T> nothing = new CompletableFuture<>();

  @Override
  @SuppressWarnings("NullAway") // the JDK lets a body be null
  public CompletionStage<T> getBody() {
    return nothing;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.cancel();
    nothing.complete(null);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    // It was cancelled.
  }

  @Override
  public void onError(Throwable failure) {
    nothing.complete(null);
  }

  @Override
  public void onComplete() {
    nothing.complete(null);
  }
}
