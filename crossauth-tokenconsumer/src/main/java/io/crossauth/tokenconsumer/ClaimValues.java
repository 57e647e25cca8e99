package io.crossauth.tokenconsumer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a claim, by its name or by a JSON Pointer (RFC 6901). */
final class ClaimValues {

  private ClaimValues() {}

  static Set<String> of(Map<String, ? extends @Nullable Object> claims, String claim) {
    return strings(claim.startsWith("/") ? nested(claims, claim) : claims.get(claim));
  }

  /** RFC 6901 section 4. */
  private static @Nullable Object nested(Map<?, ?> claims, String pointer) {
    Object here = claims;
    for (String token : pointer.substring(1).split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      here = here instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return here;
  }

  /** What is no string is no value. */
  private static Set<String> strings(@Nullable Object value) {
    if (value instanceof String one) {
      return Set.of(one);
    }
    Set<String> values = new LinkedHashSet<>();
    if (value instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof String text) {
          values.add(text);
        }
      }
    }
    return values;
  }
}
