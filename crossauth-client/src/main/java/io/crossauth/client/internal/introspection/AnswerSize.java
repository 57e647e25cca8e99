package io.crossauth.client.internal.introspection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes of memory an answer takes, on the safe side. */
final class AnswerSize {

  /** The digest, the answer and its places in the cache. */
  private static final int ENTRY = 512;

  private static final int OBJECT = 64;
  private static final int MEMBER = 96;

  private AnswerSize() {}

  /** The bytes of a whole answer. */
  static int of(Map<String, ?> claims) {
    return (int) Math.min(Integer.MAX_VALUE, ENTRY + value(claims));
  }

  private static long value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      long sum = OBJECT;
      for (Map.Entry<?, ?> member : map.entrySet()) {
        sum += MEMBER + value(member.getKey()) + value(member.getValue());
      }
      return sum;
    }
    if (value instanceof List<?> list) {
      long sum = OBJECT;
      for (Object item : list) {
        sum += value(item);
      }
      return sum;
    }
    return value instanceof String text ? OBJECT + 2L * text.length() : OBJECT;
  }
}
