package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code authorization_details} of requests (RFC 9396 sections 2 and 5). */
final class Details {

  private static final List<String> LISTS =
      List.of("locations", "actions", "datatypes", "privileges");

  private final List<String> types;

  Details(Realm realm) {
    this.types = realm.settings().detailTypes();
  }

  /** What is asked for; empty if nothing is. */
  List<Map<String, Object>> of(Parameters parameters) {
    Optional<String> json = parameters.find("authorization_details");
    return json.isEmpty() ? List.of() : read(json.get());
  }

  private List<Map<String, Object>> read(String json) {
    List<Object> items;
    try {
      items = Json.readArray(json);
    } catch (IllegalArgumentException e) {
      throw refused("no array of objects");
    }
    List<Map<String, Object>> details = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> members)) {
        throw refused("no array of objects");
      }
      Map<String, Object> detail = new LinkedHashMap<>();
      members.forEach((name, value) -> detail.put(String.valueOf(name), value));
      check(detail);
      details.add(detail);
    }
    return List.copyOf(details);
  }

  private void check(Map<String, Object> detail) {
    if (!(detail.get("type") instanceof String type) || !types.contains(type)) {
      throw refused("unknown type");
    }
    for (String name : LISTS) {
      boolean texts =
          detail.getOrDefault(name, List.of()) instanceof List<?> list
              && list.stream().allMatch(String.class::isInstance);
      if (!texts) {
        throw refused(name + " is no array of strings");
      }
    }
  }

  /** RFC 9396 section 6: what is asked for later must have been granted before. */
  static void requireWithin(List<Map<String, Object>> asked, List<Map<String, Object>> granted) {
    if (!granted.containsAll(asked)) {
      throw refused("not granted before");
    }
  }

  private static ProtocolError refused(String why) {
    return ProtocolError.of("invalid_authorization_details", why);
  }
}
