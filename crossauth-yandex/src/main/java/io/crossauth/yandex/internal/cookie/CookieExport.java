package io.crossauth.yandex.internal.cookie;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cookies as extensions of browsers export them: a JSON array of objects with {@code name}, {@code
 * value} and {@code domain}; or an object with such an array as {@code cookies}.
 */
final class CookieExport {

  private CookieExport() {}

  /** The objects of an array; what is no object is left out. */
  static List<Map<?, ?>> objects(String text) {
    try {
      Object whole = Json.value(text.getBytes(StandardCharsets.UTF_8));
      Object array = whole instanceof Map<?, ?> object ? object.get("cookies") : whole;
      if (array instanceof List<?> list) {
        List<Map<?, ?>> objects = new ArrayList<>();
        list.forEach(item -> addObject(objects, item));
        return objects;
      }
    } catch (JsonException e) {
      throw new InvalidCredentialsException("cookies: " + e.getMessage(), null, 0);
    }
    throw new InvalidCredentialsException(
        "cookies: expected a JSON array of cookies, found something else; export them with an"
            + " extension of the browser, or paste the Cookie header",
        null,
        0);
  }

  private static void addObject(List<Map<?, ?>> objects, @Nullable Object item) {
    if (item instanceof Map<?, ?> object) {
      objects.add(object);
    }
  }

  static String string(Map<?, ?> cookie, String name) {
    return cookie.get(name) instanceof String text ? text : "";
  }

  static String domain(Map<?, ?> cookie) {
    return string(cookie, "domain").toLowerCase(Locale.ROOT);
  }

  /** The cookies of Yandex's sites that a jar can hold. */
  static List<Cookie> cookies(String text) {
    return objects(text).stream().map(CookieExport::cookie).flatMap(Optional::stream).toList();
  }

  private static Optional<Cookie> cookie(Map<?, ?> object) {
    String name = string(object, "name");
    String value = string(object, "value");
    String whole = domain(object);
    String domain = whole.startsWith(".") ? whole.substring(1) : whole;
    if (name.isBlank() || !isPair(name) || !isPair(value) || !YandexSites.contains(domain)) {
      return Optional.empty();
    }
    String path = string(object, "path");
    boolean hostOnly =
        object.get("hostOnly") instanceof Boolean flag ? flag : !whole.startsWith(".");
    return Optional.of(
        new Cookie(
            name, value, domain, hostOnly, path.startsWith("/") ? path : "/", expiry(object)));
  }

  /** Seconds since 1970, with or without a fraction. */
  private static @Nullable Instant expiry(Map<?, ?> object) {
    try {
      return object.get("expirationDate") instanceof Number seconds
          ? Instant.ofEpochSecond(seconds.longValue())
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isPair(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != ';');
  }

  static String write(List<Cookie> cookies) {
    return Json.write(cookies.stream().map(CookieExport::object).toList());
  }

  private static Map<String, @Nullable Object> object(Cookie cookie) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", cookie.name());
    object.put("value", cookie.value());
    object.put("domain", cookie.hostOnly() ? cookie.domain() : "." + cookie.domain());
    object.put("hostOnly", cookie.hostOnly());
    object.put("path", cookie.path());
    object.put("secure", true);
    Instant expires = cookie.expires();
    if (expires != null) {
      object.put("expirationDate", expires.getEpochSecond());
    }
    return object;
  }
}
