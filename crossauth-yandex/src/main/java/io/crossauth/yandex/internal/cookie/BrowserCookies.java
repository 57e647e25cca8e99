package io.crossauth.yandex.internal.cookie;

import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Session cookies that a person has copied from a browser.
 *
 * @param header {@code name=value; name=value}, without line breaks
 * @param host the site that they are from, as Passport wants it
 */
public record BrowserCookies(Secret header, String host) {

  private static final String DEFAULT_HOST = "passport.yandex.ru";
  private static final String FIELD = "cookie:";
  private static final Pattern YANDEX = Pattern.compile("\\.yandex(\\.[a-z]{2,3}){1,2}");

  /**
   * Cookies in any of the forms that people have them in: the {@code Cookie} header of a browser,
   * or the export of an extension.
   *
   * @throws InvalidCredentialsException if there are none, or they are in another form
   */
  public static BrowserCookies of(@Nullable String cookies) {
    String text = cookies == null ? "" : cookies.strip();
    if (text.startsWith("\ufeff")) {
      text = text.substring(1).strip();
    }
    return text.startsWith("[") || text.startsWith("{") ? json(text) : header(text);
  }

  /** Line breaks are taken out. */
  private static BrowserCookies header(String text) {
    String field = text.toLowerCase(Locale.ROOT).startsWith(FIELD) ? text.substring(7) : text;
    String line = oneLine(field);
    if (line.isEmpty()) {
      throw none();
    }
    if (line.indexOf('=') < 1 || line.startsWith("#") || line.indexOf('\t') >= 0) {
      throw new InvalidCredentialsException(
          "cookies: expected name=value; name=value, or the JSON array of an extension, found a"
              + " different form",
          null,
          0);
    }
    return new BrowserCookies(Secret.of(line), DEFAULT_HOST);
  }

  /**
   * Of Yandex's sites (yandex.ru, yandex.com, yandex.kz, …) the first one counts; what is from
   * anywhere else is left out.
   */
  private static BrowserCookies json(String export) {
    List<Map<?, ?>> cookies = CookieExport.objects(export);
    String site =
        cookies.stream()
            .map(CookieExport::domain)
            .filter(domain -> YANDEX.matcher(domain).matches())
            .findFirst()
            .orElseThrow(BrowserCookies::none);
    List<String> pairs = new ArrayList<>();
    for (Map<?, ?> cookie : cookies) {
      String domain = CookieExport.domain(cookie);
      boolean ofSite = domain.endsWith(site) || domain.equals(site.substring(1));
      if (ofSite && !CookieExport.string(cookie, "name").isBlank()) {
        pairs.add(
            oneLine(
                CookieExport.string(cookie, "name") + "=" + CookieExport.string(cookie, "value")));
      }
    }
    if (pairs.isEmpty()) {
      throw none();
    }
    return new BrowserCookies(Secret.of(String.join("; ", pairs)), site);
  }

  private static String oneLine(String text) {
    return text.strip().replace("\r", "").replace("\n", "");
  }

  private static InvalidCredentialsException none() {
    return new InvalidCredentialsException(
        "cookies: expected those of a Yandex session, found none", null, 0);
  }
}
