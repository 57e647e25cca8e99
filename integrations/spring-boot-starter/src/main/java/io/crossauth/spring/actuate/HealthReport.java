package io.crossauth.spring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How clients and keys are, as far as it is known without a call.
 *
 * @param state the worst of them
 * @param details of each client, and of the keys
 */
record HealthReport(State state, Map<String, Object> details) {

  /** From the best to the worst. */
  enum State {
    /** The last that is known is good. */
    UP,
    /** Nobody has been asked yet, or the last attempt has failed: the next may do. */
    UNKNOWN,
    /** Something here fails now, whoever asks. */
    DOWN;

    State and(State other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  static HealthReport empty() {
    return new HealthReport(State.UP, Map.of());
  }

  HealthReport plus(String name, State of, Map<String, Object> detail) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.put(name, detail);
    return new HealthReport(state.and(of), all);
  }
}
