package io.crossauth.yandex.internal.cookie;

import java.util.regex.Pattern;

/** Yandex's own sites: ya.ru, and yandex under the suffix of a country, or of com and net. */
public final class YandexSites {

  private static final Pattern SITES =
      Pattern.compile(
          "(?:[a-z0-9_-]++\\.)*(?:ya\\.ru|yandex\\.(?:com(?:\\.(?:am|ge|tr))?+|net|co\\.il|az|by|ee"
              + "|eu|fr|kg|kz|lt|lv|md|pl|ru|st|tj|tm|ua|uz))");

  private YandexSites() {}

  /** Whether this host, in lower case, is one of Yandex's sites or below one. */
  public static boolean contains(String host) {
    return SITES.matcher(host).matches();
  }
}
