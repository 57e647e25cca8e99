package io.crossauth.tokenconsumer.jwks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys by their names. Immutable; found by a plain look in a map, whatever the name holds. */
final class KeyTable {

  private final List<VerificationKey> all;
  private final Map<String, List<VerificationKey>> named;
  private final List<VerificationKey> forAnyName;

  private KeyTable(List<VerificationKey> all, List<VerificationKey> forAnyName) {
    this.all = List.copyOf(all);
    this.forAnyName = forAnyName;
    Map<String, List<VerificationKey>> byName = new LinkedHashMap<>();
    for (VerificationKey key : all) {
      key.keyId().ifPresent(id -> byName.computeIfAbsent(id, any -> new ArrayList<>()).add(key));
    }
    byName.replaceAll((name, keys) -> List.copyOf(keys));
    this.named = Map.copyOf(byName);
  }

  /** Published keys: one without a name serves only tokens that name none. */
  static KeyTable ofPublished(List<VerificationKey> keys) {
    return new KeyTable(keys, List.of());
  }

  /**
   * Keys that the program was given: one without a name serves every token. But where secrets have
   * names, these count: one without serves only tokens that name none.
   */
  static KeyTable ofTrusted(List<VerificationKey> keys) {
    boolean named = keys.stream().anyMatch(key -> key.secret() && key.keyId().isPresent());
    return new KeyTable(
        keys,
        keys.stream().filter(key -> key.keyId().isEmpty() && !(named && key.secret())).toList());
  }

  /** The keys of a name; all keys for no name. */
  List<VerificationKey> find(@Nullable String keyId) {
    return keyId == null ? all : named.getOrDefault(keyId, forAnyName);
  }

  Set<String> keyIds() {
    return named.keySet();
  }

  int size() {
    return all.size();
  }
}
