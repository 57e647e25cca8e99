package io.crossauth.client.auth;

import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of the keys does what at a time. Keys without a time of their own begin first. */
final class KeyTimeline {

  /** Where a key stands in its group. */
  private enum Place {
    NEXT,
    CURRENT,
    BEFORE,
    OVER
  }

  private final List<ClientKey> keys;
  private final Duration kept;

  KeyTimeline(List<ClientKey> keys, Duration kept) {
    this.keys = keys;
    this.kept = kept;
  }

  /** The key that signs. */
  Optional<ClientKey> current(Instant now) {
    return find(now, Place.CURRENT).stream().filter(key -> key.signer() != null).findFirst();
  }

  /**
   * OpenID Connect Core sections 10.1.1 and 10.2.1: keys that have signed stay for a while, a key
   * to encrypt to does not.
   */
  List<ClientKey> published(Instant now) {
    List<ClientKey> published = new ArrayList<>();
    places(now)
        .forEach(
            (key, place) -> {
              if (place == Place.CURRENT || (key.signer() != null && place != Place.OVER)) {
                published.add(key);
              }
            });
    return published;
  }

  /** What opens tokens; the next as well, since another node's clock may be ahead. */
  List<PrivateKey> openers(Instant now) {
    List<PrivateKey> openers = new ArrayList<>();
    for (Place place : List.of(Place.CURRENT, Place.BEFORE, Place.NEXT)) {
      for (ClientKey key : find(now, place)) {
        PrivateKey opener = key.opener();
        if (opener != null) {
          openers.add(opener);
        }
      }
    }
    return openers;
  }

  /** Those that are not over. */
  List<ClientKey> living(Instant now) {
    Map<ClientKey, Place> places = places(now);
    return keys.stream().filter(key -> places.get(key) != Place.OVER).toList();
  }

  private List<ClientKey> find(Instant now, Place wanted) {
    List<ClientKey> found = new ArrayList<>();
    places(now)
        .forEach(
            (key, place) -> {
              if (place == wanted) {
                // The newest first.
                found.add(0, key);
              }
            });
    return found;
  }

  private Map<ClientKey, Place> places(Instant now) {
    Map<String, List<ClientKey>> groups = new LinkedHashMap<>();
    keys.forEach(key -> groups.computeIfAbsent(key.group(), name -> new ArrayList<>()).add(key));
    Map<ClientKey, Place> places = new LinkedHashMap<>();
    for (List<ClientKey> group : groups.values()) {
      group.sort(Comparator.comparing(KeyTimeline::start));
      for (int i = 0; i < group.size(); i++) {
        Optional<ClientKey> successor =
            i + 1 < group.size() ? Optional.of(group.get(i + 1)) : Optional.empty();
        places.put(group.get(i), place(group.get(i), successor, now));
      }
    }
    return places;
  }

  private Place place(ClientKey key, Optional<ClientKey> successor, Instant now) {
    if (start(key).isAfter(now)) {
      return Place.NEXT;
    }
    if (successor.isEmpty() || start(successor.get()).isAfter(now)) {
      return Place.CURRENT;
    }
    // Nobody knows since when, if the successor has no time: then as long as it is there.
    return successor.get().start().filter(over -> !over.plus(kept).isAfter(now)).isPresent()
        ? Place.OVER
        : Place.BEFORE;
  }

  private static Instant start(ClientKey key) {
    return key.start().orElse(Instant.MIN);
  }
}
