package io.crossauth.client.qr;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Reads codes back from what was drawn, as a telephone would that looks at the screen. */
public final class QrReader {

  private static final int SCALE = 6;

  /** Tells whether a pixel is dark. */
  @FunctionalInterface
  public interface Pixels {
    boolean dark(int x, int y);
  }

  private QrReader() {}

  /** Reads a picture file. */
  public static String picture(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    return read(image.getWidth(), image.getHeight(), (x, y) -> (image.getRGB(x, y) & 0xff) < 128);
  }

  /** Reads half blocks on a screen where ink is dark ({@code true}) or light. */
  public static String screen(String drawn, boolean inkIsDark) {
    List<String> lines =
        drawn.lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
    int width = lines.get(0).length();
    return read(
        width * SCALE,
        lines.size() * 2 * SCALE,
        (x, y) -> {
          int row = y / SCALE;
          char block = lines.get(row / 2).charAt(x / SCALE);
          boolean ink = block == '\u2588' || block == (row % 2 == 0 ? '\u2580' : '\u2584');
          return ink == inkIsDark;
        });
  }

  /** Reads an {@code svg} element whose path is of runs: {@code M x y h w v1 h-w z}. */
  public static String vector(String svg, int size) {
    boolean[] dark = new boolean[size * size];
    String black = svg.substring(svg.indexOf("#000"));
    Matcher runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(black);
    while (runs.find()) {
      int from = Integer.parseInt(runs.group(2)) * size + Integer.parseInt(runs.group(1));
      Arrays.fill(dark, from, from + Integer.parseInt(runs.group(3)), true);
    }
    return read(size * SCALE, size * SCALE, (x, y) -> dark[y / SCALE * size + x / SCALE]);
  }

  private static String read(int width, int height, Pixels pixels) {
    byte[] grey = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        grey[y * width + x] = (byte) (pixels.dark(x, y) ? 0 : 255);
      }
    }
    try {
      return new QRCodeReader()
          .decode(
              new BinaryBitmap(
                  new HybridBinarizer(
                      new PlanarYUVLuminanceSource(
                          grey, width, height, 0, 0, width, height, false))))
          .getText();
    } catch (ReaderException e) {
      throw new AssertionError("no QR code could be read", e);
    }
  }
}
