package io.crossauth.http;

import io.crossauth.platform.Ticker;
import java.io.IOException;
import java.net.Socket;
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

  private final Ticker ticker;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Received received;
  private volatile @Nullable SocketChannel channel;
  private volatile @Nullable SSLSocket tls;
  private volatile Timeout timeout = Timeout.DISABLED;
  private volatile long lastUse;

  NonLoggingConnection(Http1Config config, Ticker ticker) {
    this(config, ticker, new Received(config));
  }

  private NonLoggingConnection(Http1Config config, Ticker ticker, Received received) {
    super(config, null, null, null, null, null, null, received);
    this.received = received;
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
    if (current == null || hasUnexpectedBytes()) {
      return true;
    }
    try {
      // To see an end takes five system calls; in its first moment no end can have come here yet.
      boolean justUsed = ticker.nanos() - lastUse < FIRST_MOMENT;
      return justUsed ? current.socket().getInputStream().available() > 0 : !isSilent(current);
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean isSilent(SocketChannel idle) throws IOException {
    idle.configureBlocking(false);
    boolean silent = idle.read(ByteBuffer.allocate(1)) == 0;
    idle.configureBlocking(true);
    return silent;
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
