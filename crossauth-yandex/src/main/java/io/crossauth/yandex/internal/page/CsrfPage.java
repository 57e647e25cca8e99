package io.crossauth.yandex.internal.page;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token against forged requests in a page.
 *
 * <p>Comments of HTML and of scripts are blank, as they are for a browser. The four places are then
 * tried one after the other over the whole page, and the first that is there anywhere wins. Every
 * repetition is possessive and ends at a character that the next try needs, so that each place
 * costs one pass through the page, whatever the page is.
 */
public final class CsrfPage {

  private static final String KEY = "\\s*+:\\s*+([\"'`])";

  /** A place where a token stands: all up to the quote that it begins with. */
  private record Place(Pattern pattern, boolean html) {

    static Place html(String pattern) {
      return new Place(Pattern.compile(pattern), true);
    }

    static Place script(String pattern) {
      return new Place(Pattern.compile(pattern), false);
    }
  }

  private static final List<Place> PLACES =
      List.of(
          Place.html("(?:\"csrf_token\"|'csrf_token')\\s*+value\\s*+=\\s*+([\"'])"),
          Place.script("'csrf_token'" + KEY),
          Place.script("(?:\"csrf_token\"|(?<=[{,\\s])csrf_token)" + KEY),
          Place.script(
              "(?<![\\w$.])(?:(?:window|self|globalThis)(?:\\.__CSRF__|\\[(?:\"__CSRF__\"|'__CSRF__')\\])"
                  + "|__CSRF__)\\s*+=\\s*+([\"'`])"));

  private CsrfPage() {}

  /** The token, if the page has one that fits into a header. */
  public static Optional<String> find(CharSequence page) {
    CharSequence visible = VisiblePage.of(page);
    for (Place place : PLACES) {
      Matcher matcher = place.pattern().matcher(visible);
      while (matcher.find()) {
        String value = value(visible, matcher.end(), matcher.group(1).charAt(0), place.html());
        if (value != null) {
          return Optional.of(value).filter(CsrfPage::fits);
        }
      }
    }
    return Optional.empty();
  }

  /** What stands before the closing quote; null if it is empty, or there is no such quote. */
  private static @Nullable String value(CharSequence page, int start, char quote, boolean html) {
    int end = start;
    while (end < page.length() && page.charAt(end) != quote) {
      char c = page.charAt(end);
      if (!html && quote != '`' && (c == '\n' || c == '\r')) {
        return null;
      }
      end += !html && c == '\\' ? 2 : 1;
    }
    if (end == start || end >= page.length()) {
      return null;
    }
    String raw = page.subSequence(start, end).toString();
    return html ? Escapes.ofHtml(raw) : Escapes.ofScript(raw);
  }

  private static boolean fits(String token) {
    return !token.isBlank() && token.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
