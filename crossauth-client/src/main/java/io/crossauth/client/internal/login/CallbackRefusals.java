package io.crossauth.client.internal.login;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** What came to the port and was not the callback, for the message when it never comes. */
final class CallbackRefusals {

  private record Seen(int count, String last) {}

  private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(0, ""));

  /**
   * Notes a request that was refused.
   *
   * @param what what it was, printable and short, without its query
   */
  void seen(String what) {
    Seen unused = seen.updateAndGet(before -> new Seen(before.count + 1, what));
  }

  /** For people: how many came, and what the last one was. */
  @Override
  public String toString() {
    Seen all = Objects.requireNonNull(seen.get());
    return all.count == 0
        ? "that nobody came"
        : all.count + " requests that were not its callback, the last: " + all.last;
  }
}
