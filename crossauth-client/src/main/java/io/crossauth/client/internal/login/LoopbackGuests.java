package io.crossauth.client.internal.login;

import io.crossauth.platform.Scheduler;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The connections that are open, no more than 32. When one more comes, the oldest that says nothing
 * goes: whoever opens many on this machine must not keep the browser out.
 */
final class LoopbackGuests {

  static final int MOST = 32;

  /** What a connection does. */
  private enum State {
    /** Its request has not come, or its answer has been sent. */
    IDLE,
    /** Its request is being answered. */
    BUSY,
    /** It had to go. */
    GONE
  }

  /** One connection. */
  static final class Guest {

    private final Socket socket;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final AtomicReference<Scheduler.Task> task = new AtomicReference<>(() -> {});

    private Guest(Socket socket) {
      this.socket = socket;
    }

    Socket socket() {
      return socket;
    }

    /** The work that is done for it. */
    void servedBy(Scheduler.Task work) {
      task.set(work);
    }

    /** Whether it may be answered; if not, it had to go. */
    boolean answering() {
      return state.compareAndSet(State.IDLE, State.BUSY);
    }

    /** It has its answer. */
    void answered() {
      state.set(State.IDLE);
    }

    private boolean leaves() {
      return state.compareAndSet(State.IDLE, State.GONE);
    }
  }

  private final ConcurrentSkipListMap<Long, Guest> guests = new ConcurrentSkipListMap<>();
  private final AtomicLong number = new AtomicLong();

  /** Lets one more in; empty, and the socket closed, if all others are being answered. */
  Optional<Guest> enter(Socket socket) {
    if (guests.size() >= MOST && !makeRoom()) {
      quietly(socket);
      return Optional.empty();
    }
    Guest guest = new Guest(socket);
    guests.put(number.incrementAndGet(), guest);
    return Optional.of(guest);
  }

  private boolean makeRoom() {
    for (Guest oldest : guests.values()) {
      if (oldest.leaves()) {
        quietly(oldest.socket);
        leave(oldest);
        return true;
      }
    }
    return false;
  }

  /** Forgets one whose connection is over. */
  void leave(Guest guest) {
    guests.values().remove(guest);
  }

  /** Interrupts what is done for them. */
  void interrupt() {
    guests.values().forEach(guest -> Objects.requireNonNull(guest.task.get()).cancel());
  }

  /** Ends all connections. */
  void close() {
    List<Guest> all = new ArrayList<>(guests.values());
    all.forEach(guest -> quietly(guest.socket));
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing more that could be done with it.
    }
  }
}
