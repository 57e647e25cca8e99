package io.crossauth.client.internal.jose;

import io.crossauth.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads assertions that somebody else writes and renews. */
public final class AssertionText {

  private static final int MAX_BYTES = 64 * 1024;

  private AssertionText() {}

  /**
   * The assertion that is in a file now; blanks around it are taken off.
   *
   * @param what what it is, for messages: {@code client assertion}
   * @throws IllegalStateException if the file cannot be read, is empty, or has more than 64 KiB
   */
  public static Secret in(Path file, String what) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (bytes.length <= MAX_BYTES && !text.isEmpty()) {
        return Secret.of(text);
      }
    } catch (IOException e) {
      throw new IllegalStateException(what + ": cannot read " + file.getFileName(), e);
    }
    throw new IllegalStateException(
        what + ": expected a JWT of at most 64 KiB in " + file.getFileName());
  }
}
