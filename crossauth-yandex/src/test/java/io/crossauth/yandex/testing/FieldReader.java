package io.crossauth.yandex.testing;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an object as serializers of fields do, Kryo and JSON-B among them: every field that is
 * neither static nor transient, and all that hangs off it.
 */
public final class FieldReader {

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final StringBuilder out = new StringBuilder();

  private FieldReader() {}

  /** All text that is found. */
  public static String read(Object object) {
    FieldReader reader = new FieldReader();
    reader.walk(object, 0);
    return reader.out.toString();
  }

  private void walk(Object value, int depth) {
    if (value == null || depth > 40) {
      return;
    }
    if (value instanceof CharSequence || value instanceof Number || value instanceof Enum<?>) {
      out.append(value).append('\n');
      return;
    }
    if (value instanceof byte[] bytes) {
      out.append(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)).append('\n');
      return;
    }
    if (!seen.add(value) || value instanceof Class<?> || value instanceof Thread) {
      return;
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            walk(key, depth + 1);
            walk(item, depth + 1);
          });
    } else if (value instanceof Iterable<?> items && !(value instanceof java.nio.file.Path)) {
      items.forEach(item -> walk(item, depth + 1));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(item -> walk(item, depth + 1));
    } else if (value instanceof java.util.concurrent.atomic.AtomicReference<?> reference) {
      walk(reference.get(), depth + 1);
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        walk(Array.get(value, i), depth + 1);
      }
    } else {
      fields(value, depth);
    }
  }

  private void fields(Object value, int depth) {
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
          walk(content(field, value), depth + 1);
        }
      }
    }
  }

  /** Null where the platform's own modules are closed. */
  private static Object content(Field field, Object owner) {
    try {
      AccessibleObject.setAccessible(new AccessibleObject[] {field}, true);
      return field.get(owner);
    } catch (RuntimeException | IllegalAccessException e) {
      return null;
    }
  }
}
