package io.crossauth.http;

import io.crossauth.error.TransportException;
import io.crossauth.internal.http.PublicAddresses;
import io.crossauth.platform.Platform;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of hosts: in the address book, else by the name servers.
 *
 * <p>The JDK's look-up can neither be interrupted nor limited, so it runs on a thread of the
 * scheduler, once for all who wait for the same host, while the caller waits for it as long as its
 * call may last.
 */
final class HostResolver {

  /** Asks the name servers; blocks as long as they like. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  private final Lookup lookup;
  private final AddressBook book;
  private final boolean publicOnly;
  private final Platform platform;
  private final ConcurrentHashMap<String, CompletableFuture<InetAddress[]>> lookups =
      new ConcurrentHashMap<>();

  HostResolver(Lookup lookup, AddressBook book, Platform platform) {
    this(lookup, book, false, platform);
  }

  /**
   * Creates it.
   *
   * @param publicOnly whether calls go to public addresses only, unless the book has the host
   */
  HostResolver(Lookup lookup, AddressBook book, boolean publicOnly, Platform platform) {
    this.lookup = lookup;
    this.book = book;
    this.publicOnly = publicOnly;
    this.platform = platform;
  }

  /** The addresses to connect to, and to no others: nobody looks the name up again. */
  List<InetSocketAddress> find(String host, int port, Exchange exchange) throws IOException {
    Optional<InetSocketAddress> known = book.find(host, port);
    if (known.isPresent()) {
      return List.of(known.get());
    }
    InetAddress[] addresses =
        isLiteral(host) ? InetAddress.getAllByName(host) : lookUp(host, exchange);
    if (publicOnly && !exchange.throughProxy()) {
      checkPublic(addresses);
    }
    List<InetSocketAddress> all = new ArrayList<>(addresses.length);
    for (InetAddress address : addresses) {
      all.add(new InetSocketAddress(address, port));
    }
    return all;
  }

  /**
   * Looks at a host that a proxy will look up: an address that needs no look-up is refused here.
   *
   * @throws Refused if it is not public
   */
  void checkForProxy(String host) throws IOException {
    if (publicOnly && isLiteral(host)) {
      checkPublic(InetAddress.getAllByName(host));
    }
  }

  /** All must be public: which of them answers is not for the name's owner to choose. */
  private static void checkPublic(InetAddress[] addresses) throws Refused {
    for (InetAddress address : addresses) {
      if (!PublicAddresses.has(address)) {
        throw new Refused(
            TransportException.Kind.FORBIDDEN,
            "expected a public address of the host, found one of this machine, of a private"
                + " network or of a special use (publicAddressesOnly)");
      }
    }
  }

  private InetAddress[] lookUp(String host, Exchange exchange) throws IOException {
    CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> shared = lookups.putIfAbsent(host, mine);
    if (shared == null) {
      shared = mine;
      platform.scheduler().schedule(Duration.ZERO, () -> ask(host, mine));
    }
    CompletableFuture<InetAddress[]> wait = shared.copy();
    exchange.step(() -> wait.cancel(false));
    try {
      return wait.get(exchange.deadline - platform.ticker().nanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (TimeoutException | CancellationException e) {
      throw new SocketTimeoutException("no address yet");
    } catch (ExecutionException e) {
      throw new UnknownHostException(host);
    }
  }

  private void ask(String host, CompletableFuture<InetAddress[]> answer) {
    try {
      InetAddress[] addresses = lookup.all(host);
      lookups.remove(host, answer);
      answer.complete(addresses);
    } catch (UnknownHostException | RuntimeException e) {
      lookups.remove(host, answer);
      answer.completeExceptionally(e);
    }
  }

  /** Whether the host is an IP address, which needs no look-up. */
  static boolean isLiteral(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
