package io.crossauth.client.internal.call;

import io.crossauth.redaction.Redaction;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a refusal says beside its error: secrets as such, and nothing of what was sent. */
final class ErrorMembers {

  private static final Set<String> ELSEWHERE = Set.of("error", "error_description", "error_uri");

  /** More than is redacted in logs: {@code session_ticket}, {@code pin_code}. */
  private static final Pattern SECRET =
      Pattern.compile("(.*_)?(token|code|secret|password|assertion|ticket)");

  private ErrorMembers() {}

  static Map<String, Object> of(Map<String, @Nullable Object> members, SecretMasker secrets) {
    return of(members, false, secrets);
  }

  private static Map<String, Object> of(
      Map<String, @Nullable Object> members, boolean inSecret, SecretMasker secrets) {
    Map<String, Object> all = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          boolean blank = value instanceof String text && text.isBlank();
          if (value != null && !blank && !ELSEWHERE.contains(name)) {
            all.put(name, kept(name, value, inSecret, secrets));
          }
        });
    return all;
  }

  /** What stands in an object or list of a secret name is as secret as its name says. */
  private static Object kept(String name, Object value, boolean inSecret, SecretMasker secrets) {
    boolean secret = inSecret || Redaction.isSecret(name);
    if (value instanceof String text) {
      return secret || SECRET.matcher(name).matches() ? Secret.of(text) : secrets.maskedIn(text);
    }
    if (value instanceof Number) {
      // One-time codes come as numbers too; those of error_code and status_code are no secrets.
      return secret ? Secret.of(value.toString()) : value;
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      for (Object item : list) {
        boolean blank = item instanceof String text && text.isBlank();
        if (item != null && !blank) {
          items.add(kept(name, item, inSecret, secrets));
        }
      }
      return List.copyOf(items);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(String.valueOf(key), member));
      return Map.copyOf(of(members, secret, secrets));
    }
    return value;
  }
}
