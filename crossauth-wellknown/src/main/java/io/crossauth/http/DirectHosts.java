package io.crossauth.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hosts that are called without the proxy: names as they are, or with a star at the beginning or
 * the end, as the JVM's {@code http.nonProxyHosts} has them. Immutable.
 *
 * @param patterns in lower case
 */
record DirectHosts(List<String> patterns) {

  static final DirectHosts NONE = new DirectHosts(List.of());

  /** The same and these. */
  DirectHosts plus(List<String> more) {
    List<String> all = new ArrayList<>(patterns);
    for (String pattern : more) {
      all.add(pattern.toLowerCase(Locale.ROOT));
    }
    return new DirectHosts(List.copyOf(all));
  }

  boolean has(String host) {
    for (int i = 0; i < patterns.size(); i++) {
      if (matches(patterns.get(i), host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String host) {
    int length = pattern.length();
    boolean anyStart = length > 0 && pattern.charAt(0) == '*';
    boolean anyEnd = length > (anyStart ? 1 : 0) && pattern.charAt(length - 1) == '*';
    int begin = anyStart ? 1 : 0;
    int size = length - begin - (anyEnd ? 1 : 0);
    int last = host.length() - size;
    if (anyStart && anyEnd) {
      for (int at = 0; at <= last; at++) {
        if (host.regionMatches(true, at, pattern, begin, size)) {
          return true;
        }
      }
      return false;
    }
    return ((anyStart || anyEnd) ? last >= 0 : last == 0)
        && host.regionMatches(true, anyStart ? last : 0, pattern, begin, size);
  }
}
