package io.crossauth.internal.json;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The parser's buffers, to be used again. It keeps 64 of them at most, takes no lock, and knows no
 * threads: the library's own pools lock, or have no bound, or keep buffers for each thread.
 */
final class Buffers implements RecyclerPool<BufferRecycler> {

  private static final long serialVersionUID = 1L;
  private static final int PLACES = 64;

  private final transient AtomicReferenceArray<@Nullable BufferRecycler> places =
      new AtomicReferenceArray<>(PLACES);

  @Override
  public BufferRecycler acquirePooled() {
    BufferRecycler kept = places.getAndSet(place(), null);
    return kept == null ? new BufferRecycler() : kept;
  }

  @Override
  public void releasePooled(BufferRecycler buffers) {
    places.set(place(), buffers);
  }

  /** Threads seldom meet at the same place; when they do, one of them makes buffers of its own. */
  private static int place() {
    return (int) (Thread.currentThread().getId() & (PLACES - 1));
  }
}
