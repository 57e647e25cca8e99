package io.crossauth.testkit.fault;

import io.crossauth.testkit.http.RecordedRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection in the hands of a {@link Behaviour}, for one turn: one request and what
 * comes of it. Used by one thread only.
 */
public final class Connection {

  private final Socket raw;
  private final Socket talking;
  private final InputStream in;
  private final OutputStream out;
  private final RequestReader reader;
  private final CountDownLatch closing;
  private final Consumer<RecordedRequest> recorder;
  private @Nullable RecordedRequest request;
  private boolean keptAlive = true;

  /** {@code raw} is what is reset; {@code talking} the same socket, or its TLS layer. */
  Connection(Socket raw, Socket talking, CountDownLatch closing, Consumer<RecordedRequest> recorder)
      throws IOException {
    this.raw = raw;
    this.talking = talking;
    this.in = new BufferedInputStream(talking.getInputStream());
    this.out = talking.getOutputStream();
    this.reader = new RequestReader(in, out);
    this.closing = closing;
    this.recorder = recorder;
  }

  /**
   * Gives the request of this turn; read, and counted, when first asked for.
   *
   * @return the request; the same at each call of a turn
   * @throws IOException if the client left before it was complete
   */
  public RecordedRequest request() throws IOException {
    RecordedRequest known = request;
    if (known != null) {
      return known;
    }
    RecordedRequest plain = reader.read();
    RecordedRequest read = certificate().map(plain::withCertificate).orElse(plain);
    request = read;
    if (read.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
      keptAlive = false;
    }
    recorder.accept(read);
    return read;
  }

  private Optional<X509Certificate> certificate() {
    try {
      return talking instanceof SSLSocket tls
              && tls.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? Optional.of(shown)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /**
   * Sends bytes at once.
   *
   * @param bytes what is sent
   * @throws IOException if the client has gone
   */
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /**
   * Sends bytes one at a time.
   *
   * @param bytes what is sent
   * @param every the pause before each byte, in real time
   * @throws IOException if the client has gone, or the server is closed meanwhile
   */
  public void drip(byte[] bytes, Duration every) throws IOException {
    for (byte b : bytes) {
      pause(every);
      write(new byte[] {b});
    }
  }

  /**
   * Waits in real time.
   *
   * @param duration how long
   * @throws IOException if the server is closed meanwhile, or the thread is interrupted
   */
  public void pause(Duration duration) throws IOException {
    try {
      if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new SocketException("the server was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SocketException("interrupted");
    }
  }

  /**
   * Sends nothing until the client hangs up or the server is closed, then ends the connection.
   *
   * @throws IOException if the connection breaks or is closed by the server
   */
  public void hang() throws IOException {
    while (in.read() >= 0) {
      // What the client says meanwhile is of no interest.
    }
  }

  /**
   * Reads nothing until the server is closed; a day at most.
   *
   * @throws IOException when the server is closed
   */
  public void ignore() throws IOException {
    keptAlive = false;
    pause(Duration.ofDays(1));
  }

  /** Ends the connection by RST: the client sees "connection reset". */
  public void reset() {
    keptAlive = false;
    Listener.reset(raw);
  }

  /** Ends the connection after this turn: the client sees the end of the stream. */
  public void close() {
    keptAlive = false;
  }

  /** Waits for the next request; false when there will be none. */
  boolean nextTurn() throws IOException {
    request = null;
    if (!keptAlive) {
      return false;
    }
    in.mark(1);
    int first = in.read();
    in.reset();
    return first >= 0;
  }
}
