package io.crossauth.http;

import io.crossauth.error.TransportException.Kind;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Reads bodies within a limit, and decompresses them within the same. */
final class Body {

  private static final int FIRST_GUESS = 4 * 1024;
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private Body() {}

  /**
   * Reads a stream to its end.
   *
   * @param announced how long it says it is; negative if it does not say
   * @param progress is run before each piece
   * @throws Refused if it is longer than {@code max}
   */
  static byte[] read(InputStream in, long announced, int max, Runnable progress)
      throws IOException {
    if (announced > max) {
      throw tooLarge(max);
    }
    return announced < 0
        ? readToEnd(in, max, progress)
        : readExactly(in, (int) announced, progress);
  }

  private static byte[] readExactly(InputStream in, int length, Runnable progress)
      throws IOException {
    byte[] body = new byte[length];
    int read = 0;
    while (read < length) {
      progress.run();
      int count = in.read(body, read, length - read);
      if (count < 0) {
        throw new EOFException("the body ends too early");
      }
      read += count;
    }
    return body;
  }

  private static byte[] readToEnd(InputStream in, int max, Runnable progress) throws IOException {
    byte[] buffer = new byte[Math.min(FIRST_GUESS, max) + 1];
    int length = 0;
    while (true) {
      progress.run();
      int count = in.read(buffer, length, buffer.length - length);
      if (count < 0) {
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
      }
      length += count;
      if (length > max) {
        throw tooLarge(max);
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * length, Math.min(max, LARGEST) + 1L));
      }
    }
  }

  /** The most bytes of a compressed body: what does not shrink grows a little. */
  static int maxCompressed(int max) {
    return (int) Math.min(max + max / 1000L + 64L, LARGEST);
  }

  /** The codings of a body (RFC 9110 section 8.4), in lower case, without those that do nothing. */
  static List<String> codings(Headers headers) {
    if (!headers.has("Content-Encoding")) {
      return List.of();
    }
    List<String> codings = new ArrayList<>();
    for (String value : headers.all("Content-Encoding")) {
      for (String coding : value.split(",", -1)) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !name.equals("identity")) {
          codings.add(name);
        }
      }
    }
    return codings;
  }

  /**
   * Decompresses a body.
   *
   * @throws Refused if it is longer than {@code max} then, or compressed in a way that we do not
   *     ask for, or spoilt
   */
  static byte[] decoded(byte[] body, List<String> codings, int max) throws IOException {
    if (codings.isEmpty() || body.length == 0) {
      return body;
    }
    try (InputStream in = opened(body, codings)) {
      return read(in, -1, max, () -> {});
    } catch (Refused e) {
      throw e;
    } catch (IOException e) {
      throw new Refused(
          Kind.BROKEN, "expected a body as its Content-Encoding says, found a different one");
    }
  }

  private static InputStream opened(byte[] body, List<String> codings) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return switch (codings.size() == 1 ? codings.get(0) : "several") {
      case "gzip", "x-gzip" -> new GZIPInputStream(in);
      case "deflate" -> isZlib(body) ? new InflaterInputStream(in) : new RawInflaterStream(in);
      default ->
          throw new Refused(
              Kind.BROKEN, "expected gzip, deflate or no Content-Encoding, found a different one");
    };
  }

  /** RFC 1950 section 2.2; some servers leave the frame out. */
  private static boolean isZlib(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0f) == 8
        && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
  }

  private static Refused tooLarge(int max) {
    return new Refused(Kind.TOO_LARGE, "more than " + max + " bytes");
  }

  /** Inflates a stream without a frame, and gives the inflater's memory back when closed. */
  private static final class RawInflaterStream extends InflaterInputStream {

    RawInflaterStream(InputStream in) {
      super(in, new Inflater(true));
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
