package io.crossauth.yandex.internal.page;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that are written in another way in HTML and in scripts. */
final class Escapes {

  private static final int LARGEST = Character.MAX_CODE_POINT;

  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));?");

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:u([0-9a-fA-F]{4})|u\\{([0-9a-fA-F]{1,6})\\}|x([0-9a-fA-F]{2})|(\\r\\n|.))",
          Pattern.DOTALL);

  private static final Map<String, String> NAMES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "plus", "+", "equals", "=",
          "sol", "/", "colon", ":");

  private static final Map<String, String> CONTROLS =
      Map.of("n", "\n", "r", "\r", "t", "\t", "b", "\b", "f", "\f", "v", "\u000b", "0", "\0");

  private Escapes() {}

  /** The value of an attribute (HTML, 13.2.5.72 and following). */
  static String ofHtml(String raw) {
    return REFERENCE
        .matcher(raw)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(3) != null
                        ? NAMES.getOrDefault(found.group(3), found.group())
                        : character(found, 1, 2)));
  }

  /** The value of a string literal (ECMAScript, 12.9.4). */
  static String ofScript(String raw) {
    return ESCAPE.matcher(raw).replaceAll(found -> Matcher.quoteReplacement(unescaped(found)));
  }

  private static String unescaped(MatchResult found) {
    String one = found.group(4);
    if (one == null) {
      String digits = found.group(1) != null ? found.group(1) : found.group(2);
      return codePoint(Integer.parseInt(digits != null ? digits : found.group(3), 16));
    }
    // A line that goes on: neither the backslash nor the break is part of the string.
    return one.startsWith("\r") || one.equals("\n") ? "" : CONTROLS.getOrDefault(one, one);
  }

  private static String character(MatchResult found, int decimal, int hex) {
    return codePoint(
        found.group(decimal) != null
            ? Integer.parseInt(found.group(decimal))
            : Integer.parseInt(found.group(hex), 16));
  }

  private static String codePoint(int number) {
    return number > LARGEST ? "\ufffd" : Character.toString(number);
  }
}
