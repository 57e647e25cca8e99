package io.crossauth.client.internal.login;

import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A port of the loopback address. Many may connect at once, since browsers open connections that
 * they may never use.
 */
final class LoopbackListener implements AutoCloseable {

  private static final int BACKLOG = 50;

  /** Opens a port; the seam for machines that lack an address family. */
  @FunctionalInterface
  interface Binder {
    ServerSocket bind(InetAddress address, int port) throws IOException;

    static Binder system() {
      return (address, port) -> new ServerSocket(port, BACKLOG, address);
    }
  }

  private final List<ServerSocket> servers;
  private final URI redirectUri;
  private final Platform platform;
  private final LoopbackGuests guests = new LoopbackGuests();
  private final AtomicBoolean accepting = new AtomicBoolean();
  private final CountDownLatch ended;

  private LoopbackListener(
      List<ServerSocket> servers, String host, String path, Platform platform) {
    this.servers = servers;
    this.ended = new CountDownLatch(servers.size());
    this.redirectUri = URI.create("http://" + host + ":" + servers.get(0).getLocalPort() + path);
    this.platform = platform;
  }

  /**
   * Opens the port. Where the system chooses it, a machine without that address family gets it on
   * the other one (RFC 8252 section 7.3); a registered port is not moved.
   */
  static LoopbackListener open(LoopbackOptions options, Platform platform, Binder binder) {
    String other = options.host().equals("127.0.0.1") ? "[::1]" : "127.0.0.1";
    List<String> hosts =
        options.port() == 0 ? List.of(options.host(), other) : List.of(options.host());
    if (options.host().equals("localhost")) {
      return localhost(options, platform, binder);
    }
    TransportException failure = null;
    for (String host : hosts) {
      try {
        ServerSocket server = binder.bind(InetAddress.getByName(host), options.port());
        return new LoopbackListener(List.of(server), host, options.path(), platform);
      } catch (IOException e) {
        failure = failure == null ? failure(host, options.port(), e) : failure;
      }
    }
    throw java.util.Objects.requireNonNull(failure);
  }

  private static LoopbackListener localhost(
      LoopbackOptions options, Platform platform, Binder binder) {
    try {
      return new LoopbackListener(
          LocalhostPorts.bind(options.port(), binder), "localhost", options.path(), platform);
    } catch (IOException e) {
      throw failure("localhost", options.port(), e);
    }
  }

  private static TransportException failure(String host, int port, IOException cause) {
    return new TransportException(
        TransportException.Kind.CONNECT,
        URI.create("http://" + host + ":" + port),
        false,
        "expected to open the port for the callback; is it in use?",
        cause);
  }

  /** Where the browser shall come back to. */
  URI redirectUri() {
    return redirectUri;
  }

  /**
   * Takes connections until it is closed.
   *
   * @param desk gives the answers
   * @param broken hears when the port fails
   */
  void serve(CallbackHandler<?> desk, Consumer<TransportException> broken) {
    for (ServerSocket server : servers) {
      Scheduler.Task unused =
          platform.scheduler().schedule(Duration.ZERO, () -> accept(server, desk, broken));
    }
  }

  private void accept(
      ServerSocket server, CallbackHandler<?> desk, Consumer<TransportException> broken) {
    accepting.set(true);
    try {
      while (!server.isClosed()) {
        take(server.accept(), desk);
      }
      ended.countDown();
    } catch (IOException e) {
      ended.countDown();
      if (!server.isClosed()) {
        broken.accept(brokenPort(e));
      }
    }
  }

  private TransportException brokenPort(IOException cause) {
    return new TransportException(
        TransportException.Kind.BROKEN,
        URI.create("http://" + redirectUri.getAuthority()),
        false,
        "expected the port for the callback to stay open; begin again",
        cause);
  }

  private void take(Socket socket, CallbackHandler<?> desk) throws IOException {
    Optional<LoopbackGuests.Guest> entered = guests.enter(socket);
    if (entered.isEmpty()) {
      return;
    }
    LoopbackGuests.Guest guest = entered.get();
    try {
      guest.servedBy(platform.scheduler().schedule(Duration.ZERO, () -> talk(guest, desk)));
    } catch (RuntimeException e) {
      throw new IOException("nobody to talk to the browser", e);
    }
    if (servers.get(0).isClosed()) {
      socket.close();
    }
  }

  private void talk(LoopbackGuests.Guest guest, CallbackHandler<?> desk) {
    Runnable then = () -> {};
    try (LoopbackConnection connection =
        new LoopbackConnection(guest.socket(), platform.ticker())) {
      Optional<LoopbackRequest> request = connection.read();
      if (guest.answering()) {
        LoopbackAnswer answer = desk.answer(request);
        then = answer.then();
        connection.write(answer);
        guest.answered();
        connection.linger(answer);
      }
    } catch (IOException e) {
      // The browser is gone, or too slow; what it has brought stands.
    } finally {
      guests.leave(guest);
      then.run();
    }
  }

  /** Interrupts what is under way. */
  void interrupt() {
    guests.interrupt();
  }

  /** Frees the port, and ends all connections. */
  @Override
  public void close() {
    servers.forEach(LoopbackListener::quietly);
    guests.close();
    if (accepting.get()) {
      awaitEnd();
    }
  }

  /** The system keeps the port until the thread that waits for connections has let go of it. */
  private void awaitEnd() {
    try {
      boolean unused = ended.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing more that could be done with it.
    }
  }
}
