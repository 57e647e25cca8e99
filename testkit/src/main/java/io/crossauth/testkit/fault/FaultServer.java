package io.crossauth.testkit.fault;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 server on a free port of 127.0.0.1 that does what it is told, right or wrong.
 *
 * <p>Each request takes the next {@link Behaviour} of the script; when the script is over, the one
 * given to {@link #always} (500 if there is none). A new connection takes its behaviour when it is
 * accepted, a kept one when its next request begins. Safe for use by many threads; all its threads
 * are daemons.
 */
public final class FaultServer implements AutoCloseable {

  private static final Behaviour UNSCRIPTED =
      Behaviour.reply(Reply.of(500).body("no behaviour is scripted for this request"));

  private final Optional<SSLContext> tls;
  private final List<String> protocols;
  private final boolean asksForCertificates;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
  private volatile Behaviour otherwise = UNSCRIPTED;
  private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();
  private final Tally received = new Tally();

  private FaultServer(
      Optional<SSLContext> tls, List<String> protocols, boolean asksForCertificates) {
    this.tls = tls;
    this.protocols = protocols;
    this.asksForCertificates = asksForCertificates;
    this.listener = Listener.start(this::handler);
  }

  /**
   * Starts a server without TLS.
   *
   * @return the server
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static FaultServer start() {
    return new FaultServer(Optional.empty(), List.of(), false);
  }

  /**
   * Starts a server with TLS and a certificate of {@link TestCertificates#shared()}.
   *
   * @param kind what is right or wrong with the certificate
   * @return the server
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static FaultServer startTls(CertificateKind kind) {
    return startTls(TestCertificates.shared().serverContext(kind));
  }

  /**
   * Starts a server with TLS.
   *
   * @param context the server's key and certificate
   * @param protocols the only versions it speaks, such as {@code TLSv1.2}; all that the context
   *     enables if none is named
   * @return the server, listening
   */
  public static FaultServer startTls(SSLContext context, String... protocols) {
    return new FaultServer(Optional.of(context), List.of(protocols), false);
  }

  /**
   * Starts a server with TLS that asks each client for a certificate, and talks to those without
   * one, too (RFC 8705 section 2). {@link RecordedRequest#certificate()} is what was shown.
   *
   * @param context the server's key and certificate, and which certificates of clients it takes:
   *     those of the testkit's authority, or any ({@link
   *     TestCertificates#serverContextForAnyClient})
   * @return the server, listening
   */
  public static FaultServer startMutualTls(SSLContext context) {
    return new FaultServer(Optional.of(context), List.of(), true);
  }

  /**
   * Adds behaviours to the script.
   *
   * @param behaviours what is done, one for each request to come, in this order
   * @return this server
   */
  public FaultServer next(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
    return this;
  }

  /**
   * Adds plain replies to the script.
   *
   * @param replies what is sent, one for each request to come, in this order
   * @return this server
   */
  public FaultServer next(Reply... replies) {
    for (Reply reply : replies) {
      script.add(Behaviour.reply(reply));
    }
    return this;
  }

  /**
   * Sets what is done with every request for which there is no script.
   *
   * @param behaviour what is done; 500 by default
   * @return this server
   */
  public FaultServer always(Behaviour behaviour) {
    otherwise = behaviour;
    return this;
  }

  /**
   * Sets the reply to every request for which there is no script.
   *
   * @param reply what is sent; 500 by default
   * @return this server
   */
  public FaultServer always(Reply reply) {
    return always(Behaviour.reply(reply));
  }

  /** {@return the port on 127.0.0.1} */
  public int port() {
    return listener.port();
  }

  /**
   * Tells an address of this server.
   *
   * @param path the path, with its slash
   * @return {@code http://127.0.0.1:port} (https with TLS) and the path
   */
  public URI uri(String path) {
    String scheme = tls.isPresent() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  /** {@return the requests received so far, in the order in which they were complete} */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** {@return how many connections were accepted so far} */
  public int connections() {
    return listener.accepted().count();
  }

  /** {@return how many connections are open now} */
  public int openConnections() {
    int ended = listener.ended().count();
    return listener.accepted().count() - ended;
  }

  /** {@return how many behaviours of the script no request has taken yet} */
  public int scripted() {
    return script.size();
  }

  /**
   * Waits until so many requests have come in all.
   *
   * @param count how many, counted from the start of the server
   * @param patience how long to wait at most, in real time
   * @return whether they came before the patience ran out
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitRequests(int count, Duration patience) throws InterruptedException {
    return received.await(count, patience);
  }

  /**
   * Waits until every connection accepted so far has ended, such as by a client that hung up.
   *
   * @param patience how long to wait at most, in real time
   * @return whether that was so before the patience ran out
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitHungUp(Duration patience) throws InterruptedException {
    return listener.ended().await(listener.accepted().count(), patience);
  }

  /** Ends all connections and the server. */
  @Override
  public void close() {
    closing.countDown();
    listener.close();
  }

  private Listener.Handler handler() {
    Behaviour first = nextBehaviour();
    return raw -> serve(raw, first);
  }

  private void serve(Socket raw, Behaviour first) throws IOException {
    try (Socket talking = talking(raw)) {
      Connection connection = new Connection(raw, talking, closing, this::record);
      first.serve(connection);
      while (connection.nextTurn()) {
        nextBehaviour().serve(connection);
      }
    }
  }

  private Socket talking(Socket raw) throws IOException {
    if (tls.isEmpty()) {
      return raw;
    }
    SSLSocket socket =
        (SSLSocket) tls.get().getSocketFactory().createSocket(raw, "127.0.0.1", port(), true);
    socket.setUseClientMode(false);
    socket.setWantClientAuth(asksForCertificates);
    if (!protocols.isEmpty()) {
      socket.setEnabledProtocols(protocols.toArray(String[]::new));
    }
    return socket;
  }

  private Behaviour nextBehaviour() {
    Behaviour next = script.poll();
    return next != null ? next : otherwise;
  }

  private void record(RecordedRequest request) {
    requests.add(request);
    received.add();
  }
}
