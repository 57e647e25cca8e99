package io.crossauth.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Scopes and roles as Spring Security names them: {@code SCOPE_orders:read}, {@code ROLE_clerk}.
 */
final class Authorities {

  private Authorities() {}

  static List<GrantedAuthority> of(
      Collection<String> scopes, Map<String, ? extends @Nullable Object> claims, String roles) {
    List<GrantedAuthority> all = new ArrayList<>();
    scopes.forEach(scope -> all.add(new SimpleGrantedAuthority("SCOPE_" + scope)));
    values(claims, roles).forEach(role -> all.add(new SimpleGrantedAuthority("ROLE_" + role)));
    return List.copyOf(all);
  }

  /** By the claim's name, or a JSON Pointer (RFC 6901 section 4). */
  private static Set<String> values(Map<?, ?> claims, String claim) {
    if (!claim.startsWith("/")) {
      return strings(claims.get(claim));
    }
    Object here = claims;
    for (String token : claim.substring(1).split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      here = here instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return strings(here);
  }

  /** What is no string is no value. */
  private static Set<String> strings(@Nullable Object value) {
    Set<String> values = new LinkedHashSet<>();
    Collection<?> items = value instanceof Collection<?> many ? many : List.of();
    for (Object item : value instanceof String one ? List.of(one) : items) {
      if (item instanceof String text && !text.isEmpty()) {
        values.add(text);
      }
    }
    return values;
  }
}
