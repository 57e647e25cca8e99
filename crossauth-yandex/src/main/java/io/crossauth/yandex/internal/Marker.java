package io.crossauth.yandex.internal;

import java.util.regex.Pattern;

/** A server's own word for a refusal, such as {@code sessionid.invalid}. */
public final class Marker {

  private static final int LONGEST = 64;
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_]++[0-9]{0,2}+(?:[.-][A-Za-z_]++[0-9]{0,2}+)*+");

  private Marker() {}

  /**
   * The word, fit to be shown; stars for anything else, since servers quote what they were sent.
   *
   * @param said what the server said
   */
  public static String of(String said) {
    return said.length() <= LONGEST && WORD.matcher(said).matches() ? said : "***";
  }
}
