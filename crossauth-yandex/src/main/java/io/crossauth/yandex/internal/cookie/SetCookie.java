package io.crossauth.yandex.internal.cookie;

import io.crossauth.http.PublicSuffixes;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code Set-Cookie}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5.2">RFC 6265 section 5.2</a>
 */
final class SetCookie {

  private static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_SECONDS_DIGITS = 10;

  private SetCookie() {}

  /** Empty if it is none, or one that this host may not set. */
  static Optional<Cookie> read(String header, URI origin, Instant now) {
    String[] parts = header.split(";", -1);
    int equals = parts[0].indexOf('=');
    String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
    String value = parts[0].substring(equals + 1).strip();
    if (name.isEmpty() || header.length() > MAX_LENGTH || !isPlain(name) || !isPlain(value)) {
      return Optional.empty();
    }
    Map<String, String> attributes = attributes(parts);
    String host = origin.getHost().toLowerCase(Locale.ROOT);
    String domain = domain(attributes);
    boolean hostOnly = domain.isEmpty();
    if (!hostOnly && PublicSuffixes.contains(domain)) {
      // Section 5.3 step 5: everybody could read it, unless it is for the host alone.
      hostOnly = domain.equals(host);
      domain = hostOnly ? domain : "";
    }
    if (!(hostOnly || (!domain.isEmpty() && Cookie.within(host, domain)))) {
      return Optional.empty();
    }
    String path = path(attributes.getOrDefault("path", ""), origin);
    if (!keepsPrefix(name, attributes, path)) {
      return Optional.empty();
    }
    return Optional.of(
        new Cookie(name, value, hostOnly ? host : domain, hostOnly, path, expiry(attributes, now)));
  }

  private static Map<String, String> attributes(String[] parts) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String name = equals < 0 ? parts[i] : parts[i].substring(0, equals);
      // The last one of a name counts (section 5.3).
      attributes.put(
          name.strip().toLowerCase(Locale.ROOT),
          equals < 0 ? "" : parts[i].substring(equals + 1).strip());
    }
    return attributes;
  }

  private static String domain(Map<String, String> attributes) {
    String domain = attributes.getOrDefault("domain", "").toLowerCase(Locale.ROOT);
    return domain.startsWith(".") ? domain.substring(1) : domain;
  }

  private static String path(String path, URI origin) {
    if (path.startsWith("/")) {
      return path;
    }
    String whole = Cookie.path(origin);
    int slash = whole.lastIndexOf('/');
    return slash <= 0 ? "/" : whole.substring(0, slash);
  }

  /** RFC 6265bis section 4.1.3: names that promise something must keep it. */
  private static boolean keepsPrefix(String name, Map<String, String> attributes, String path) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean secure = attributes.containsKey("secure");
    if (lower.startsWith("__host-")) {
      return secure && !attributes.containsKey("domain") && path.equals("/");
    }
    return !lower.startsWith("__secure-") || secure;
  }

  private static @Nullable Instant expiry(Map<String, String> attributes, Instant now) {
    String age = attributes.getOrDefault("max-age", "");
    if (age.matches("-?[0-9]{1," + MAX_SECONDS_DIGITS + "}")) {
      return now.plusSeconds(Long.parseLong(age));
    }
    return CookieDate.read(attributes.getOrDefault("expires", "")).orElse(null);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
