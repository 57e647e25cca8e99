package io.crossauth.testkit.keycloak;

import java.io.File;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * What a process is told, so that it arrives. Names of files are written in the charset of the
 * locale; up to JDK 17 the arguments and the folder of a process are written in the default charset
 * instead, which {@code -Dfile.encoding} may have made another.
 */
final class ProcessText {

  private ProcessText() {}

  /** The text to hand to a {@link ProcessBuilder} of this JVM. */
  static String of(String text) {
    String locale = System.getProperty("sun.jnu.encoding", "");
    return Runtime.version().feature() > 17 || File.separatorChar == '\\' || locale.isEmpty()
        ? text
        : of(text, Charset.forName(locale), Charset.defaultCharset());
  }

  /**
   * The text whose bytes in one charset are those of the given one in the charset of the locale.
   */
  static String of(String text, Charset locale, Charset written) {
    byte[] bytes = text.getBytes(locale);
    String same = new String(bytes, written);
    return Arrays.equals(same.getBytes(written), bytes) ? same : text;
  }
}
