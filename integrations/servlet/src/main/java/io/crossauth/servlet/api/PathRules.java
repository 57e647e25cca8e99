package io.crossauth.servlet.api;

import io.crossauth.tokenconsumer.resource.AccessRequirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rule is for a request: of those for its method, the one whose path is the most exact,
 * segment by segment from the left; a segment that is named is more exact than {@code *}, and that
 * more than {@code **}. What has no rule is for nobody; nor is a path with a slash at its end,
 * where a rule is written for the path without it alone: some servlets do not tell them apart.
 *
 * <p>A tree of segments: a request visits a place of it once at most, however long its path is.
 * Filled while it is built, then not changed any more and safe for use by many threads.
 */
final class PathRules {

  private static final String EVERY_METHOD = "*";
  private static final Set<String> NEVER = Set.of("TRACE", "CONNECT");
  private static final List<String> COMMON =
      List.of("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT");

  /** Ends a search at a slash that no rule has. */
  private static final Rule NOBODY = new Rule.Protected(AccessRequirement.none());

  private static final class Place {
    final Map<String, Place> named = new HashMap<>();
    @Nullable Place any;
    final Map<String, Rule> here = new HashMap<>();
    final Map<String, Rule> below = new HashMap<>();

    Place copy() {
      Place copy = new Place();
      named.forEach((segment, place) -> copy.named.put(segment, place.copy()));
      copy.any = any == null ? null : any.copy();
      copy.here.putAll(here);
      copy.below.putAll(below);
      return copy;
    }
  }

  private final Place root;

  private PathRules(Place root) {
    this.root = root;
  }

  /** No rule yet. */
  PathRules() {
    this(new Place());
  }

  /** The same, to which nothing is added any more. */
  PathRules copy() {
    return new PathRules(root.copy());
  }

  /**
   * Adds a rule for every method but TRACE and CONNECT.
   *
   * @throws IllegalArgumentException if there is one already, or the path is no pattern
   */
  void add(String path, Rule rule) {
    addTo(path, EVERY_METHOD, rule);
  }

  /**
   * Adds a rule for one method.
   *
   * @throws IllegalArgumentException if there is one already, the path is no pattern, or no rule
   *     may be for the method
   */
  void add(String method, String path, Rule rule) {
    addTo(path, PathPattern.method(method), rule);
  }

  private void addTo(String path, String method, Rule rule) {
    PathPattern pattern = PathPattern.parse(path);
    Place place = root;
    for (String segment : pattern.segments()) {
      place = next(place, segment);
    }
    Map<String, Rule> rules = pattern.below() ? place.below : place.here;
    if (rules.putIfAbsent(method, rule) != null) {
      throw new IllegalArgumentException(
          "path: expected one rule for a method and a path, found two for " + method + " " + path);
    }
  }

  private static Place next(Place place, String segment) {
    if (!segment.equals(PathPattern.ANY)) {
      return place.named.computeIfAbsent(segment, unused -> new Place());
    }
    Place any = place.any == null ? new Place() : place.any;
    place.any = any;
    return any;
  }

  boolean isEmpty() {
    return root.named.isEmpty() && root.any == null && root.below.isEmpty();
  }

  /**
   * The rule for a request; null if there is none.
   *
   * @param path as {@link RequestPath} gives it
   */
  @Nullable Rule find(String method, String path) {
    if (path.isEmpty() || NEVER.contains(method)) {
      return null;
    }
    // RFC 9110 section 9.3.2: HEAD is GET without the content.
    Rule found = find(root, method.equals("HEAD") ? "GET" : method, path, 1);
    return found == NOBODY ? null : found;
  }

  private static @Nullable Rule find(Place place, String method, String path, int at) {
    if (at > path.length()) {
      Rule here = of(place.here, method);
      return here == null ? of(place.below, method) : here;
    }
    String segment = path.substring(at, end(path, at));
    int next = at + segment.length() + 1;
    Place named = place.named.get(segment);
    Rule found = named == null ? null : find(named, method, path, next);
    if (found == null && place.any != null && !segment.isEmpty()) {
      found = find(place.any, method, path, next);
    }
    if (found == null && segment.isEmpty() && of(place.here, method) != null) {
      return NOBODY;
    }
    return found == null ? of(place.below, method) : found;
  }

  private static int end(String path, int at) {
    int slash = path.indexOf('/', at);
    return slash < 0 ? path.length() : slash;
  }

  private static @Nullable Rule of(Map<String, Rule> rules, String method) {
    Rule own = rules.get(method);
    return own == null ? rules.get(EVERY_METHOD) : own;
  }

  /** The methods that some rule is for at a path, as {@code Allow} names them; empty if none. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    if (!path.isEmpty()) {
      collect(root, path, 1, methods);
    }
    if (methods.remove(EVERY_METHOD)) {
      methods.addAll(COMMON);
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.removeIf(method -> find(method, path) == null);
    return methods;
  }

  private static void collect(Place place, String path, int at, Set<String> methods) {
    methods.addAll(place.below.keySet());
    if (at > path.length()) {
      methods.addAll(place.here.keySet());
      return;
    }
    String segment = path.substring(at, end(path, at));
    int next = at + segment.length() + 1;
    Place named = place.named.get(segment);
    if (named != null) {
      collect(named, path, next, methods);
    }
    if (place.any != null && !segment.isEmpty()) {
      collect(place.any, path, next, methods);
    }
  }
}
