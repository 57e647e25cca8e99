package io.crossauth.client.internal.login;

import io.crossauth.platform.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One connection of a browser: reads one request, in bounded time and space, gives one answer. */
final class LoopbackConnection implements AutoCloseable {

  static final int MOST_BYTES = 16 * 1024;
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_LEFT = 1024 * 1024;
  private static final int LINGER_MILLIS = 500;

  private final Socket socket;
  private final Ticker ticker;
  private final long end;

  LoopbackConnection(Socket socket, Ticker ticker) {
    this.socket = socket;
    this.ticker = ticker;
    this.end = ticker.nanos() + PATIENCE.toNanos();
  }

  /**
   * Reads the request.
   *
   * @return empty if it is none, or too large
   * @throws IOException if it does not come to its end in time
   */
  Optional<LoopbackRequest> read() throws IOException {
    byte[] bytes = new byte[MOST_BYTES];
    InputStream in = socket.getInputStream();
    int length = 0;
    while (length < MOST_BYTES) {
      long left = Duration.ofNanos(end - ticker.nanos()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("a request that does not end");
      }
      socket.setSoTimeout((int) left);
      int more = in.read(bytes, length, MOST_BYTES - length);
      if (more < 0) {
        return Optional.empty();
      }
      // The end may have come in two pieces.
      int from = Math.max(0, length - 3);
      length += more;
      int head = endOfHead(bytes, from, length);
      if (head >= 0) {
        return LoopbackRequest.parse(new String(bytes, 0, head, StandardCharsets.ISO_8859_1));
      }
    }
    return Optional.empty();
  }

  private static int endOfHead(byte[] bytes, int from, int length) {
    for (int i = from; i + 3 < length; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Sends the answer. It is small: no browser can keep us waiting by not reading it. */
  void write(LoopbackAnswer answer) throws IOException {
    socket.getOutputStream().write(answer.bytes());
    socket.shutdownOutput();
  }

  /** Closed while there is more to read, the connection is reset, and the answer may be lost. */
  void linger(LoopbackAnswer answer) throws IOException {
    if (answer.status() == 200) {
      return;
    }
    socket.setSoTimeout(LINGER_MILLIS);
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[8192];
    long last = ticker.nanos() + Duration.ofMillis(LINGER_MILLIS).toNanos();
    int left = MOST_LEFT;
    for (int n = in.read(bytes); n >= 0 && left > 0 && ticker.nanos() < last; n = in.read(bytes)) {
      left -= n;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
