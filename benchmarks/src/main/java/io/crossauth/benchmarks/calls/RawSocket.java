package io.crossauth.benchmarks.calls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/**
 * The same call by a bare connection that stays: the very bytes that our client sends, ready
 * before, out, and as many bytes in as there will be. Nothing can be faster over this network.
 */
final class RawSocket implements AutoCloseable {

  static final String AUTHORIZATION = "Basic c2VydmljZTp0ZXN0LXNlY3JldC1vZi10aGUtc2VydmljZQ==";
  static final String BODY = "grant_type=client_credentials&scope=orders%3Awrite";

  private final Socket socket;
  private final byte[] request;
  private final byte[] buffer = new byte[Responder.ANSWER_LENGTH * 2];

  RawSocket(URI uri) throws IOException {
    this.socket = new Socket(uri.getHost(), uri.getPort());
    socket.setTcpNoDelay(true);
    String text =
        String.join(
            "\r\n",
            "POST " + uri.getPath() + " HTTP/1.1",
            "Host: " + uri.getAuthority(),
            "User-Agent: crossauth-java",
            "Accept-Encoding: gzip, deflate",
            "Content-Type: application/x-www-form-urlencoded",
            "Accept: application/json",
            "Authorization: " + AUTHORIZATION,
            "Content-Length: " + BODY.length(),
            "",
            BODY);
    this.request = text.getBytes(US_ASCII);
  }

  void call() throws IOException {
    socket.getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    int length = 0;
    // Within a few bytes: the length of the length is part of the head.
    while (length < Responder.ANSWER_LENGTH - 16) {
      int more = in.read(buffer);
      if (more < 0) {
        throw new EOFException("expected an answer, found the end of the connection");
      }
      length += more;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
