package io.crossauth.client.qr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Draws a PNG file of one bit per pixel, without the desktop module of Java.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics</a>
 */
final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Png() {}

  static byte[] of(Modules modules, int scale) {
    int pixels = modules.size() * scale;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunk(out, "IHDR", header(pixels));
    chunk(out, "IDAT", deflated(rows(modules, scale)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Bit depth 1, greyscale, and the one compression, filter and interlace method. */
  private static byte[] header(int pixels) {
    return ByteBuffer.allocate(13)
        .putInt(pixels)
        .putInt(pixels)
        .put(new byte[] {1, 0, 0, 0, 0})
        .array();
  }

  /** Each row is a filter byte (none) and its pixels, eight to a byte; white is 1. */
  private static byte[] rows(Modules modules, int scale) {
    int pixels = modules.size() * scale;
    int stride = 1 + (pixels + 7) / 8;
    byte[] rows = new byte[stride * pixels];
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        if (!modules.dark(x / scale, y / scale)) {
          rows[y * stride + 1 + x / 8] |= (byte) (0x80 >>> (x % 8));
        }
      }
    }
    return rows;
  }

  private static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
