package io.crossauth.yandex.cookie;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import java.nio.charset.StandardCharsets;
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
  private static final Pattern YANDEX = Pattern.compile("\\.yandex(\\.[a-z]{2,3}){1,2}");

  /**
   * Cookies as the {@code Cookie} header of a browser has them. Line breaks are taken out.
   *
   * @throws InvalidCredentialsException if there is nothing
   */
  public static BrowserCookies header(@Nullable String cookies) {
    String text = oneLine(cookies == null ? "" : cookies);
    if (text.isEmpty()) {
      throw none();
    }
    return new BrowserCookies(Secret.of(text), DEFAULT_HOST);
  }

  /**
   * Cookies as an extension of a browser exports them: a JSON array of objects with {@code name},
   * {@code value} and {@code domain}. Of Yandex's sites (yandex.ru, yandex.com, yandex.kz, …) the
   * first one counts; what is from anywhere else is left out.
   *
   * @throws InvalidCredentialsException if it is not such an array, or holds none of Yandex's
   */
  public static BrowserCookies json(String export) {
    List<Map<?, ?>> cookies = new ArrayList<>();
    try {
      if (Json.value(export.getBytes(StandardCharsets.UTF_8)) instanceof List<?> list) {
        list.forEach(item -> addObject(cookies, item));
      }
    } catch (JsonException e) {
      throw new InvalidCredentialsException("cookies: " + e.getMessage(), null, 0);
    }
    String site =
        cookies.stream()
            .map(cookie -> text(cookie, "domain").toLowerCase(Locale.ROOT))
            .filter(domain -> YANDEX.matcher(domain).matches())
            .findFirst()
            .orElseThrow(BrowserCookies::none);
    List<String> pairs = new ArrayList<>();
    for (Map<?, ?> cookie : cookies) {
      String domain = text(cookie, "domain").toLowerCase(Locale.ROOT);
      boolean ofSite = domain.endsWith(site) || domain.equals(site.substring(1));
      if (ofSite && !text(cookie, "name").isBlank()) {
        pairs.add(oneLine(text(cookie, "name") + "=" + text(cookie, "value")));
      }
    }
    return new BrowserCookies(Secret.of(String.join("; ", pairs)), site);
  }

  private static void addObject(List<Map<?, ?>> cookies, @Nullable Object item) {
    if (item instanceof Map<?, ?> cookie) {
      cookies.add(cookie);
    }
  }

  private static String text(Map<?, ?> cookie, String name) {
    return cookie.get(name) instanceof String text ? text : "";
  }

  private static String oneLine(String text) {
    return text.strip().replace("\r", "").replace("\n", "");
  }

  private static InvalidCredentialsException none() {
    return new InvalidCredentialsException(
        "cookies: expected those of a Yandex session, found none", null, 0);
  }
}
