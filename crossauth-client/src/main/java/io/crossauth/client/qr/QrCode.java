package io.crossauth.client.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A QR code: a string in, a drawing out. Immutable and safe for use by many threads.
 *
 * <p>Every drawing has the quiet zone of four modules on each side that readers need, and medium
 * error correction (15 %). Its text form shows its size, never its content, which may be a secret.
 *
 * @see <a href="https://www.iso.org/standard/83389.html">ISO/IEC 18004</a>
 */
public final class QrCode {

  private final Modules modules;

  private QrCode(Modules modules) {
    this.modules = modules;
  }

  /**
   * Makes the code of a string.
   *
   * @param content one character or more; 2,331 bytes of UTF-8 at most, fewer are read more easily
   * @return the code
   * @throws IllegalArgumentException if it is empty, or more than a code can hold
   */
  public static QrCode of(String content) {
    if (content.isEmpty()) {
      throw new IllegalArgumentException(
          "content: expected one character or more, found an empty string");
    }
    try {
      ByteMatrix matrix =
          Encoder.encode(content, ErrorCorrectionLevel.M, hints(content)).getMatrix();
      return new QrCode(
          new Modules(matrix.getWidth(), (column, row) -> matrix.get(column, row) == 1));
    } catch (WriterException e) {
      // The message of the library may quote the content.
      throw new IllegalArgumentException(
          "content: expected at most 2331 bytes, found " + content.length() + " characters");
    }
  }

  /**
   * Makes the code of an address, in its form of ASCII characters alone.
   *
   * @param address the address
   * @return the code
   * @throws IllegalArgumentException if it is more than a code can hold
   */
  public static QrCode of(URI address) {
    return of(address.toASCIIString());
  }

  /**
   * How many modules it is wide and high, with the quiet zone.
   *
   * @return 29 to 185
   */
  public int size() {
    return modules.size();
  }

  /**
   * Draws it for a terminal with colours: lines of half blocks, two modules to a character, dark on
   * light whatever the colours of the terminal are. {@link #size} characters wide.
   *
   * @return lines that each end with a line feed
   */
  public String terminal() {
    return HalfBlocks.coloured(modules);
  }

  /**
   * Draws it without colours: lines of half blocks where the text colour stands for light. Right on
   * a dark terminal; on a light one it is a negative, which most readers but not all understand.
   *
   * @return lines that each end with a line feed
   */
  public String text() {
    return HalfBlocks.plain(modules);
  }

  /**
   * Draws it for a web page.
   *
   * @return an {@code svg} element that fits any width, black on white
   */
  public String svg() {
    return Svg.of(modules);
  }

  /**
   * Draws it as a picture, black on white.
   *
   * @param scale how many pixels a module is wide and high, from 1 to 100; 8 is a good size
   * @return the bytes of a PNG file
   * @throws IllegalArgumentException if the scale is out of this range
   */
  public byte[] png(int scale) {
    if (scale < 1 || scale > 100) {
      throw new IllegalArgumentException("scale: expected 1 to 100, found " + scale);
    }
    return Png.of(modules, scale);
  }

  /** Without a word on the character set it is Latin-1; some readers stumble over the word. */
  private static Map<EncodeHintType, Object> hints(String content) {
    boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(content);
    return ascii ? Map.of() : Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
  }

  /** The size alone. */
  @Override
  public String toString() {
    return "QrCode[" + size() + " modules]";
  }
}
