package io.crossauth.testkit.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Counts what happened, by Keycloak's names. */
final class Events {

  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  void add(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  void addError(String name) {
    add(name + "_ERROR");
  }

  Map<String, Long> counts() {
    return counts.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
