package io.crossauth.benchmarks.calls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A token endpoint that does as little as it can: any request gets the same answer, on connections
 * that stay. A thread for each connection, loopback only.
 */
final class Responder implements AutoCloseable {

  /** Head and body: what Keycloak answers, about. */
  static final int ANSWER_LENGTH = 2_200;

  private final ServerSocket listener;
  private final byte[] answer;

  private Responder(ServerSocket listener) {
    this.listener = listener;
    this.answer = answer();
  }

  static Responder start() throws IOException {
    ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    Responder responder = new Responder(listener);
    daemon(responder::accept);
    return responder;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/token");
  }

  private static byte[] answer() {
    String before = "{\"access_token\":\"";
    String after =
        "\",\"expires_in\":300,\"refresh_expires_in\":0,\"token_type\":\"Bearer\","
            + "\"not-before-policy\":0,\"scope\":\"orders:write\"}";
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: application/json",
            "Cache-Control: no-store",
            "Pragma: no-cache",
            "Content-Length: %d",
            "",
            "");
    int filling = ANSWER_LENGTH - head.length() - 2 - before.length() - after.length();
    String body = before + "a".repeat(filling) + after;
    return (head.formatted(body.length()) + body).getBytes(US_ASCII);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "responder");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try (Socket socket = connection) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (skipRequest(in)) {
        out.write(answer);
      }
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  /** Reads one request; false at the end of the connection. */
  private static boolean skipRequest(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int length = 0;
    boolean any = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
      } else if (line.length() <= 1) {
        in.skipNBytes(length);
        return any;
      } else {
        any = true;
        String text = line.toString().toLowerCase(Locale.ROOT);
        if (text.startsWith("content-length:")) {
          length = Integer.parseInt(text.substring("content-length:".length()).strip());
        }
        line.setLength(0);
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
