package io.crossauth.client.internal;

import io.crossauth.value.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What a program has given as a plain text, made what it stands for. */
public final class Given {

  private Given() {}

  /**
   * A secret.
   *
   * @param name the setting, for the message
   * @param text null where the program has looked for it and found none
   * @throws IllegalArgumentException if it is null or blank
   */
  public static Secret secret(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          name
              + ": expected the secret, found "
              + (text == null ? "null" : "a blank text")
              + "; is the environment variable or property that it comes from set?");
    }
    return Secret.of(text);
  }

  /**
   * An address.
   *
   * @param name the setting, for the message
   * @throws IllegalArgumentException if it is null, or no URI; the message does not repeat it
   */
  public static URI uri(String name, @Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException(name + ": expected a URI, found null");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Its message repeats the text, in which there may be a password.
      throw new IllegalArgumentException(
          name
              + ": expected a URI, found a text that is none (at character "
              + (e.getIndex() + 1)
              + "); blanks and other odd characters are written with % (RFC 3986 section 2.1)");
    }
  }
}
