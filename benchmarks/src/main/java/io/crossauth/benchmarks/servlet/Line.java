package io.crossauth.benchmarks.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A connection that stays, and sends one request after another. */
final class Line implements AutoCloseable {

  private final Socket socket;
  private final String headers;
  private final byte[] buffer = new byte[8_192];

  /**
   * Connects.
   *
   * @param session the header fields of a browser that has logged in, each with its line end
   */
  Line(int port, String token, String session) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    this.headers = "Host: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n" + session + "\r\n";
  }

  /** Sends a request, and reads the answer, which ends with an exclamation mark. */
  void get(String path) throws IOException {
    socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\n" + headers).getBytes(US_ASCII));
    InputStream in = socket.getInputStream();
    boolean first = true;
    int length;
    do {
      length = in.read(buffer);
      if (length < 0) {
        throw new EOFException("expected an answer, found the end of the connection");
      }
      if (first && !new String(buffer, 0, length, US_ASCII).startsWith("HTTP/1.1 200")) {
        throw new IOException("expected 200, found " + new String(buffer, 0, length, US_ASCII));
      }
      first = false;
    } while (buffer[length - 1] != '!');
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
