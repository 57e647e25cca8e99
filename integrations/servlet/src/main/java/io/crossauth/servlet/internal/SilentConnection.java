package io.crossauth.servlet.internal;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that writes nothing of what goes over it to any log. The library's own does so at
 * level DEBUG, tokens included.
 */
final class SilentConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {

  private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Timeout timeout = Timeout.DISABLED;

  SilentConnection(Http1Config config) {
    // Without a factory of ours, the parser would not know the limits of the configuration.
    super(config, null, null, null, null, null, null, new DefaultHttpResponseParserFactory(config));
  }

  @Override
  public void bind(Socket socket) throws IOException {
    refuseIfClosed(socket);
    super.bind(socket);
  }

  @Override
  public void bind(SSLSocket tls, Socket socket) throws IOException {
    refuseIfClosed(tls);
    super.bind(tls, socket);
  }

  private void refuseIfClosed(Socket socket) throws IOException {
    if (closed.get()) {
      socket.close();
      throw new IOException("the connection was closed while it was made");
    }
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

  /** Bytes that came without being asked for would be read as the answer to somebody's call. */
  @Override
  public boolean isStale() throws IOException {
    return !isOpen() || isDataAvailable(AT_ONCE) || super.isStale();
  }

  @Override
  public void passivate() {
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
}
