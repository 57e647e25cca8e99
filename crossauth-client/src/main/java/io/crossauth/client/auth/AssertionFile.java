package io.crossauth.client.auth;

import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** RFC 7523 section 2.2 with an assertion that somebody else writes and renews. */
record AssertionFile(Path file) implements ClientAuthentication {

  private static final long MAX_BYTES = 64 * 1024;

  @Override
  public TokenCall apply(TokenCall call) {
    return SignedAssertion.attach(call, read());
  }

  private Secret read() {
    try {
      String text = Files.size(file) > MAX_BYTES ? "" : Files.readString(file).strip();
      if (!text.isEmpty()) {
        return Secret.of(text);
      }
    } catch (IOException e) {
      throw new IllegalStateException("client assertion: cannot read " + file.getFileName(), e);
    }
    throw new IllegalStateException(
        "client assertion: expected a JWT of at most 64 KiB in " + file.getFileName());
  }
}
