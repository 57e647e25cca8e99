package io.crossauth.http;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** A call under way: until when, what it waits for, and how far it came. */
final class Exchange {

  /** How a call stands; it leaves {@code RUNNING} once, and whoever takes it out of it decides. */
  enum State {
    RUNNING,
    /** The answer is here, and the connection may go back to the pool. */
    ANSWERED,
    /** The time of the call is over. */
    EXPIRED,
    /** The server was silent for too long. */
    SILENT,
    /** The transport was closed. */
    CLOSED
  }

  final HttpCall call;

  /** When the call must be over, in the nanoseconds of the ticker. */
  final long deadline;

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private volatile @Nullable Cancellable step;
  private volatile long silentUntil;
  private volatile boolean connected;
  private volatile boolean sent;
  private volatile boolean throughProxy;
  private volatile @Nullable String proxyAhead;
  private final @Nullable Consumer<@Nullable SSLSession> peer;

  Exchange(HttpCall call, long deadline) {
    this(call, deadline, null);
  }

  /**
   * Creates it.
   *
   * @param peer told of the TLS session with the server, null without TLS; null if nobody asks
   */
  Exchange(HttpCall call, long deadline, @Nullable Consumer<@Nullable SSLSession> peer) {
    this.call = call;
    this.peer = peer;
    this.deadline = deadline;
    this.silentUntil = deadline;
  }

  State state() {
    return Objects.requireNonNull(state.get());
  }

  /** Sets what the call is about to wait for, so that the wait can be ended from outside. */
  void step(Cancellable next) {
    step = next;
    if (state.get() != State.RUNNING) {
      next.cancel();
    }
  }

  /** Tells whoever asks for it of the TLS session. */
  void show(HttpConnection connection) {
    if (peer != null) {
      peer.accept(connection.getSSLSession());
    }
  }

  /** Sets until when the server may be silent; the deadline stays. */
  void expect(long until) {
    silentUntil = until;
  }

  /** When this call is to be looked at. */
  long due() {
    return Math.min(silentUntil - deadline, 0) + deadline;
  }

  /** Ends the call if it is due. */
  void endIfDue(long now) {
    if (deadline - now <= 0) {
      end(State.EXPIRED);
    } else if (silentUntil - now <= 0) {
      end(State.SILENT);
    }
  }

  /** Ends the call from outside, whatever it waits for. */
  void end(State how) {
    if (state.compareAndSet(State.RUNNING, how)) {
      Cancellable current = step;
      if (current != null) {
        current.cancel();
      }
    }
  }

  /** Whether the call is over by its answer; false if somebody ended it before. */
  boolean answered() {
    return state.compareAndSet(State.RUNNING, State.ANSWERED);
  }

  /** Notes that somebody at the address has taken the connection. */
  void connect() {
    connected = true;
  }

  boolean connected() {
    return connected;
  }

  /**
   * Notes that the call goes through a proxy, which looks the host up.
   *
   * @param proxy its host and port
   */
  void goThroughProxy(String proxy) {
    throughProxy = true;
    proxyAhead = proxy;
  }

  /** Notes that the proxy lets us through: what fails from now on is not its fault. */
  void passProxy() {
    proxyAhead = null;
  }

  /** The proxy that has not let us through yet; null if there is none, or it has. */
  @Nullable String proxyAhead() {
    return proxyAhead;
  }

  boolean throughProxy() {
    return throughProxy;
  }

  /** Notes that from now on bytes of the request may reach the server. */
  void sending() {
    sent = true;
  }

  boolean sent() {
    return sent;
  }
}
