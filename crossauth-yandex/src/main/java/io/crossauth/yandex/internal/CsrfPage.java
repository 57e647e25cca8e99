package io.crossauth.yandex.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the token against forged requests in a page.
 *
 * <p>The four places are tried one after the other over the whole page, and the first that is there
 * anywhere wins. Every repetition is possessive and ends at a character that the next try needs, so
 * that each place costs one walk through the page, whatever the page is.
 */
public final class CsrfPage {

  private static final List<Pattern> PLACES =
      List.of(
          Pattern.compile("\"csrf_token\"\\s*+value=\"([^\"]++)\""),
          Pattern.compile("'csrf_token'\\s*+:\\s*+'([^']++)'"),
          Pattern.compile("\"csrf_token\"\\s*+:\\s*+\"([^\"]++)\""),
          Pattern.compile("__CSRF__\\s*+=\\s*+\"([^\"]++)\""));

  private CsrfPage() {}

  /** The token, if the page has one that fits into a header. */
  public static Optional<String> find(CharSequence page) {
    for (Pattern place : PLACES) {
      Matcher found = place.matcher(page);
      if (found.find()) {
        return Optional.of(found.group(1)).filter(CsrfPage::fits);
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String token) {
    return token.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
