package io.crossauth.examples.playground;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last outcome at each place of one page. One person plays: there is one desk. */
final class Desk {

  /** Where on the page an outcome is shown. */
  enum Place {
    SPOIL,
    API
  }

  private final Map<Place, Outcome> outcomes = new ConcurrentHashMap<>();

  void put(Place place, Outcome outcome) {
    outcomes.put(place, outcome);
  }

  Optional<Outcome> at(Place place) {
    return Optional.ofNullable(outcomes.get(place));
  }

  void clear() {
    outcomes.clear();
  }
}
