package io.crossauth.servlet.internal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a request, and how ours are set. All are {@code Secure}, {@code HttpOnly}, of the
 * path {@code /} and of this host alone: their prefix has browsers refuse any others of the name.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/">Cookies: HTTP
 *     State Management Mechanism, section 4.1.3</a>
 */
public final class Cookies {

  /** Older browsers see {@code __Host-}. */
  public static final String PREFIX = "__Host-Http-";

  /** The most bytes of a cookie that every browser keeps, its name and attributes included. */
  public static final int LARGEST = 4_096;

  private final Map<String, String> values;

  private Cookies(Map<String, String> values) {
    this.values = values;
  }

  /** {@return no cookies} */
  public static Cookies none() {
    return new Cookies(Map.of());
  }

  /**
   * Reads the cookies of a request. One that is there twice is none: a browser would not send it.
   *
   * @param request the request
   * @return its cookies
   */
  public static Cookies of(HttpServletRequest request) {
    Cookie[] sent = request.getCookies();
    if (sent == null) {
      return new Cookies(Map.of());
    }
    Map<String, String> values = Map.of();
    Set<String> twice = Set.of();
    for (Cookie cookie : sent) {
      String value = cookie.getValue();
      if (!cookie.getName().startsWith(PREFIX) || value == null || value.length() > LARGEST) {
        continue;
      }
      values = values.isEmpty() ? new LinkedHashMap<>() : values;
      if (values.put(cookie.getName(), value) != null) {
        twice = twice.isEmpty() ? new HashSet<>() : twice;
        twice.add(cookie.getName());
      }
    }
    if (!twice.isEmpty()) {
      values.keySet().removeAll(twice);
    }
    return new Cookies(values);
  }

  /**
   * {@return the value of a cookie}
   *
   * @param name its name
   */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * {@return the value of a cookie, or null}
   *
   * @param name its name
   */
  public @Nullable String get(String name) {
    return values.get(name);
  }

  /**
   * {@return those of a family, in the order they came in}
   *
   * @param beginning what their names begin with
   */
  public Map<String, String> beginningWith(String beginning) {
    Map<String, String> found = new LinkedHashMap<>(values);
    found.keySet().removeIf(name -> !name.startsWith(beginning));
    return found;
  }

  /**
   * {@return the header field that sets a cookie until the browser is closed}
   *
   * @param name its name
   * @param value its value: base64url, dots
   * @param sameSite {@code Strict}, {@code Lax} or {@code None}
   */
  public static String set(String name, String value, String sameSite) {
    return name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=" + sameSite;
  }

  /**
   * {@return the header field that sets a cookie for some time}
   *
   * @param name its name
   * @param value its value: base64url, dots
   * @param sameSite {@code Strict}, {@code Lax} or {@code None}
   * @param seconds for how long
   */
  public static String set(String name, String value, String sameSite, long seconds) {
    return name
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; Secure; HttpOnly; SameSite="
        + sameSite;
  }

  /**
   * {@return the header field that deletes a cookie}
   *
   * @param name its name
   * @param sameSite as it was set
   */
  public static String delete(String name, String sameSite) {
    return set(name, "", sameSite, 0);
  }
}
