package io.crossauth.http;

import io.crossauth.platform.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that writes nothing of what goes over it to any log. The library's own does so at
 * level DEBUG, tokens and passwords included.
 */
final class NonLoggingConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {

  private static final long FIRST_MOMENT = 500_000;

  // RFC 8446 section 5.1; an encrypted alert, such as a goodbye, is not longer with its padding.
  private static final int RECORD_HEADER = 5;
  private static final int APPLICATION_DATA = 23;
  private static final int LONGEST_ALERT = 40;

  private final Ticker ticker;
  private final UnexpectedBytes watcher;
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Received received;
  private volatile @Nullable SocketChannel channel;
  private volatile @Nullable SSLSocket tls;
  private volatile Timeout timeout = Timeout.DISABLED;
  private volatile long lastUse;
  private volatile @Nullable URI lastCall;

  NonLoggingConnection(Http1Config config, Ticker ticker, UnexpectedBytes watcher) {
    this(config, ticker, watcher, new Received(config));
  }

  private NonLoggingConnection(
      Http1Config config, Ticker ticker, UnexpectedBytes watcher, Received received) {
    super(config, null, null, null, null, null, null, received);
    this.received = received;
    this.watcher = watcher;
    this.ticker = ticker;
  }

  @Override
  public void bind(Socket socket) throws IOException {
    refuseIfClosed(socket);
    super.bind(socket);
    channel = socket.getChannel();
  }

  @Override
  public void bind(SSLSocket tls, Socket socket) throws IOException {
    refuseIfClosed(tls);
    super.bind(tls, socket);
    this.tls = tls;
    channel = socket.getChannel();
  }

  /**
   * Whether bytes have been received that belong to no answer: after the last one, in the buffer of
   * the session or in what TLS has decrypted already. They would be read as the answer to the next
   * request.
   */
  boolean hasUnexpectedBytes() {
    SSLSocket secure = tls;
    try {
      return received.left() || (secure != null && secure.getInputStream().available() > 0);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Whether the server has ended this idle connection, or says something without being asked. The
   * next request would then be lost (and is not repeated), or get an answer that is not its own.
   * All three places are looked at: the buffer of the session, the decrypted bytes of TLS, the
   * socket.
   */
  @Override
  public boolean isStale() {
    SocketChannel current = channel;
    if (current == null) {
      return true;
    }
    if (hasUnexpectedBytes()) {
      report();
      return true;
    }
    try {
      // To see an end takes five system calls; in its first moment no end can have come here yet.
      boolean justUsed = ticker.nanos() - lastUse < FIRST_MOMENT;
      return (!justUsed || current.socket().getInputStream().available() > 0) && !isSilent(current);
    } catch (IOException e) {
      return true;
    }
  }

  private boolean isSilent(SocketChannel idle) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(RECORD_HEADER);
    idle.configureBlocking(false);
    int count = idle.read(found);
    idle.configureBlocking(true);
    if (count > 0 && (tls == null || isData(found))) {
      report();
    }
    return count == 0;
  }

  /** Whether this is the beginning of a TLS record with more in it than an alert. */
  private static boolean isData(ByteBuffer record) {
    return record.position() == RECORD_HEADER
        && record.get(0) == APPLICATION_DATA
        && (record.getShort(3) & 0xffff) > LONGEST_ALERT;
  }

  /** Notes what this connection is used for. */
  void serve(URI call) {
    lastCall = call;
  }

  private void report() {
    if (watcher.watched() && told.compareAndSet(false, true)) {
      watcher.tell(lastCall);
    }
  }

  /** Breaks the connection at once, from any thread. */
  boolean abort() {
    SocketChannel current = channel;
    return current != null && close(current);
  }

  static boolean close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
    return true;
  }

  @Override
  public @Nullable Socket getSocket() {
    SocketHolder holder = getSocketHolder();
    return holder == null ? null : holder.getSocket();
  }

  @Override
  public void setSocketTimeout(Timeout time) {
    timeout = time;
    super.setSocketTimeout(time);
  }

  @Override
  public void passivate() {
    lastUse = ticker.nanos();
    if (watcher.watched() && hasUnexpectedBytes()) {
      // Nobody may ever lease it again, and so find out.
      report();
    }
    super.setSocketTimeout(Timeout.DISABLED);
  }

  @Override
  public void activate() {
    super.setSocketTimeout(timeout);
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      super.close();
    }
  }

  @Override
  public void close(CloseMode mode) {
    if (closed.compareAndSet(false, true)) {
      super.close(mode);
    }
  }

  private void refuseIfClosed(Socket socket) throws IOException {
    if (closed.get()) {
      socket.close();
      throw new IOException("the connection was closed while it was made");
    }
  }

  /**
   * Makes the parser of answers, and learns from it the buffer of the session: from the first head
   * on, whether bodies follow or not.
   */
  private static final class Received implements HttpMessageParserFactory<ClassicHttpResponse> {

    private final DefaultHttpResponseParserFactory parsers;
    private volatile @Nullable SessionInputBuffer buffer;

    Received(Http1Config config) {
      // Without a factory of ours, the parser would not know the limits of the configuration.
      this.parsers = new DefaultHttpResponseParserFactory(config);
    }

    boolean left() {
      SessionInputBuffer current = buffer;
      return current != null && current.length() > 0;
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
      HttpMessageParser<ClassicHttpResponse> parser = parsers.create();
      return (in, stream) -> {
        buffer = in;
        try {
          return parser.parse(in, stream);
        } catch (IllegalArgumentException e) {
          // What the library's own classes do not take, such as a status of 000.
          throw new ProtocolException("expected an answer of HTTP, found a different one", e);
        }
      };
    }

    @Override
    @SuppressWarnings("deprecation")
    public HttpMessageParser<ClassicHttpResponse> create(@Nullable Http1Config config) {
      return create();
    }
  }
}
