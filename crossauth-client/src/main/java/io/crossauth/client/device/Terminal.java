package io.crossauth.client.device;

import java.nio.charset.Charset;
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
  @SuppressWarnings("SystemConsoleNull") // Where null says nothing any more, TERM still does.
  static Terminal standardOutput() {
    // From Java 19 on the standard output has a character set of its own; before, the default one.
    String charset = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    return of(System.console() != null, System.getenv(), Charset.forName(charset));
  }

  /**
   * Judges by what a process can know.
   *
   * @param console whether input and output are a person's
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
