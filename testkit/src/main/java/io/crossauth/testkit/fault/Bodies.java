package io.crossauth.testkit.fault;

import io.crossauth.testkit.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** How bodies are sent: whole, by half, in chunks, compressed. */
final class Bodies {

  private static final int PIECE = 8192;

  private Bodies() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  /** In one write, so that small replies are one packet. */
  static void send(Connection connection, Reply reply, byte[] body) throws IOException {
    byte[] head = reply.head();
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    connection.write(all);
  }

  static void sendHalf(Connection connection, Reply reply) throws IOException {
    connection.request();
    send(connection, reply, half(reply.body()));
  }

  static byte[] blanks() {
    byte[] blanks = new byte[PIECE];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  static void sendBlanks(Connection connection, long bytes) throws IOException {
    byte[] blanks = blanks();
    for (long left = bytes; left > 0; left -= PIECE) {
      connection.write(left < PIECE ? Arrays.copyOf(blanks, (int) left) : blanks);
    }
  }

  /** One chunk: its size in hexadecimal, and its bytes (RFC 9112 section 7.1). */
  static byte[] chunk(byte[] bytes, int length) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(length + 16);
    chunk.writeBytes(ascii(Integer.toHexString(length) + "\r\n"));
    chunk.write(bytes, 0, length);
    chunk.writeBytes(ascii("\r\n"));
    return chunk.toByteArray();
  }

  static void sendBomb(Connection connection, long inflatedBytes) throws IOException {
    connection.write(
        Reply.json("")
            .header("Content-Encoding", "gzip")
            .header("Transfer-Encoding", "chunked")
            .head());
    byte[] blanks = blanks();
    try (GZIPOutputStream bomb = new GZIPOutputStream(chunked(connection))) {
      for (long left = inflatedBytes; left > 0; left -= PIECE) {
        bomb.write(blanks, 0, (int) Math.min(left, PIECE));
      }
    }
    connection.write(ascii("0\r\n\r\n"));
  }

  private static OutputStream chunked(Connection connection) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        connection.write(chunk(new byte[] {(byte) b}, 1));
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        connection.write(chunk(Arrays.copyOfRange(bytes, offset, offset + length), length));
      }
    };
  }
}
