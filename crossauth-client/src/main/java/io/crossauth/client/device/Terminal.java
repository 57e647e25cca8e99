package io.crossauth.client.device;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What can be drawn where the lines go.
 *
 * @param live whether a line can be written over
 * @param colours whether colours are wanted and understood
 * @param blocks whether the characters of block graphics can be written
 */
record Terminal(boolean live, boolean colours, boolean blocks) {

  private static final String BLOCKS = "\u2580\u2584\u2588";

  /** A file, or whatever else a stream may lead to. */
  static Terminal none() {
    return new Terminal(false, false, true);
  }

  /** The standard output of this process. */
  static Terminal standardOutput() {
    // From Java 19 on the standard output has a character set of its own; before, the default one.
    String charset = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    return of(isTerminal(), System.getenv(), Charset.forName(charset));
  }

  @SuppressWarnings("SystemConsoleNull") // Java 22 to 24 always have a console; hence the rest.
  private static boolean isTerminal() {
    return System.console() != null && !redirected(Path.of("/proc/self/fd/1"));
  }

  /** Linux tells where the standard output leads to; other systems have no such link. */
  private static boolean redirected(Path link) {
    try {
      return Files.isSymbolicLink(link) && !Files.readSymbolicLink(link).startsWith("/dev");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Judges by what a process can know.
   *
   * @param console whether a person sits before it
   * @param environment {@code TERM}, {@code WT_SESSION}, {@code NO_COLOR}
   */
  static Terminal of(boolean console, Map<String, String> environment, Charset charset) {
    String term = environment.getOrDefault("TERM", "");
    boolean understands =
        (!term.isEmpty() && !term.equals("dumb")) || environment.containsKey("WT_SESSION");
    boolean live = console && understands;
    // https://no-color.org: present and not empty.
    boolean colours = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(live, colours, charset.newEncoder().canEncode(BLOCKS));
  }
}
