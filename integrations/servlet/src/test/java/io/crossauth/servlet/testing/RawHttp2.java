package io.crossauth.servlet.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackException;

/**
 * Speaks HTTP/2 by hand, without TLS and with prior knowledge (RFC 9113 section 3.3), so that it
 * sends fields that no client would. One request for each connection.
 */
public final class RawHttp2 {

  private static final int PATIENCE = 30_000;
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int WINDOW = 8;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  /** The server has refused the request as none of HTTP/2: reset, or gone away. */
  public static final int REFUSED = 0;

  private final int port;

  public RawHttp2(int port) {
    this.port = port;
  }

  /** A request as browsers send it. */
  public static List<String[]> request(String method, String path, String authority) {
    List<String[]> fields = new ArrayList<>();
    fields.add(new String[] {":method", method});
    fields.add(new String[] {":scheme", "http"});
    fields.add(new String[] {":path", path});
    fields.add(new String[] {":authority", authority});
    return fields;
  }

  /**
   * Sends fields and a body as they are.
   *
   * @return the answer; of the status {@link #REFUSED} if there is none
   */
  public Answer send(List<String[]> fields, String body) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE);
      OutputStream out = socket.getOutputStream();
      out.write(PREFACE);
      frame(out, SETTINGS, 0, 0, new byte[0]);
      frame(out, HEADERS, END_HEADERS | (body == null ? END_STREAM : 0), 1, encoded(fields));
      if (body != null) {
        frame(out, DATA, END_STREAM, 1, body.getBytes(StandardCharsets.ISO_8859_1));
      }
      return answer(new DataInputStream(socket.getInputStream()), out);
    } catch (EOFException e) {
      return new Answer(REFUSED, Map.of(), "");
    } catch (SocketException e) {
      return new Answer(REFUSED, Map.of(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
    out.flush();
  }

  /** RFC 7541 section 6.2.2: literal fields, never of a table, never shortened. */
  private static byte[] encoded(List<String[]> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String[] field : fields) {
      block.write(0);
      text(block, field[0]);
      text(block, field[1]);
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int left = bytes.length;
    if (left < 127) {
      block.write(left);
    } else {
      block.write(127);
      for (left -= 127; left >= 128; left /= 128) {
        block.write(left % 128 + 128);
      }
      block.write(left);
    }
    block.writeBytes(bytes);
  }

  private static Answer answer(DataInputStream in, OutputStream out) throws IOException {
    HPackDecoder decoder = new HPackDecoder(4_096, StandardCharsets.ISO_8859_1);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    int status = REFUSED;
    boolean ends = false;
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if (type == SETTINGS && (flags & 1) == 0) {
        frame(out, SETTINGS, 1, 0, new byte[0]);
      } else if (type == HEADERS || type == CONTINUATION) {
        block.writeBytes(type == HEADERS ? fragment(payload, flags) : payload);
        ends |= type == HEADERS && (flags & END_STREAM) != 0;
        if ((flags & END_HEADERS) == 0) {
          continue;
        }
        for (Header header : fields(decoder, block.toByteArray())) {
          if (header.getName().equals(":status")) {
            status = Integer.parseInt(header.getValue());
          } else {
            headers
                .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(header.getValue());
          }
        }
        block.reset();
      } else if (type == DATA) {
        body.writeBytes(payload);
        if (length > 0) {
          frame(out, WINDOW, 0, 0, ByteBuffer.allocate(4).putInt(length).array());
          frame(out, WINDOW, 0, 1, ByteBuffer.allocate(4).putInt(length).array());
        }
      }
      boolean refused = type == GOAWAY || (type == RESET && stream == 1);
      ends |= type == DATA && (flags & END_STREAM) != 0;
      if ((ends && status >= 200) || refused) {
        return new Answer(status, headers, body.toString(StandardCharsets.UTF_8));
      }
    }
  }

  private static byte[] fragment(byte[] payload, int flags) {
    boolean padded = (flags & 8) != 0;
    int begin = (padded ? 1 : 0) + ((flags & 32) != 0 ? 5 : 0);
    return Arrays.copyOfRange(payload, begin, payload.length - (padded ? payload[0] & 0xff : 0));
  }

  private static List<Header> fields(HPackDecoder decoder, byte[] block) throws IOException {
    try {
      return decoder.decodeHeaders(ByteBuffer.wrap(block));
    } catch (HPackException e) {
      throw new IOException(e);
    }
  }
}
