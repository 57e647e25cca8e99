package io.crossauth.spring.reactive;

import io.crossauth.tokenconsumer.resource.AccessRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which rule is for a request: the one whose path is the most exact, as WebFlux chooses its
 * handlers; of two for one path, that for the method. A slash at the end leads to no other rule
 * than the path without it, unless a rule is written with it. Immutable.
 */
final class WebRules {

  private static final Set<String> NEVER = Set.of("TRACE", "CONNECT");

  /** HEAD passes by the rules of GET. */
  private static final Set<String> NO_RULE = Set.of("HEAD", "TRACE", "CONNECT");

  /**
   * What a path needs.
   *
   * @param method null for every method
   * @param requirement null if nothing is
   */
  record Rule(
      @Nullable String method, PathPattern pattern, @Nullable AccessRequirement requirement) {

    boolean isFor(String asked, PathContainer path) {
      return (method == null || method.equals(asked)) && pattern.matches(path);
    }
  }

  private final List<Rule> rules;

  private WebRules(List<Rule> rules) {
    this.rules = rules;
  }

  static WebRules none() {
    return new WebRules(List.of());
  }

  /**
   * The same and one more.
   *
   * @throws IllegalArgumentException if the path is no pattern, the method none for rules, or there
   *     is such a rule already
   */
  WebRules plus(@Nullable String method, String path, @Nullable AccessRequirement requirement) {
    if (method != null
        && (!method.equals(method.toUpperCase(Locale.ROOT)) || NO_RULE.contains(method))) {
      throw new IllegalArgumentException(
          "method: expected a name in capital letters, as GET, but none of HEAD, TRACE and CONNECT,"
              + " found "
              + method);
    }
    String plain = path.endsWith("/**") ? path.substring(0, path.length() - 3) : path;
    if (!path.startsWith("/")
        || plain.contains("**")
        || plain.chars().anyMatch(c -> "{}?;\\%#".indexOf(c) >= 0)
        || !(plain.isEmpty() || PlainPath.is(plain))) {
      throw new IllegalArgumentException(
          "path: expected one from its slash on, with * for one segment and /** at its end, found "
              + path);
    }
    Rule rule = new Rule(method, PathPatternParser.defaultInstance.parse(path), requirement);
    if (rules.stream().anyMatch(r -> same(r, rule))) {
      throw new IllegalArgumentException(
          "path: expected one rule for a method and a path, found two for " + path);
    }
    List<Rule> all = new ArrayList<>(rules);
    all.add(rule);
    all.sort(
        (one, two) -> {
          int byPath = PathPattern.SPECIFICITY_COMPARATOR.compare(one.pattern, two.pattern);
          return byPath != 0 ? byPath : Boolean.compare(one.method == null, two.method == null);
        });
    return new WebRules(List.copyOf(all));
  }

  private static boolean same(Rule one, Rule two) {
    return one.pattern.getPatternString().equals(two.pattern.getPatternString())
        && String.valueOf(one.method).equals(String.valueOf(two.method));
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The rule for a request; null if there is none. */
  @Nullable Rule find(String method, PathContainer path) {
    if (NEVER.contains(method)) {
      return null;
    }
    String asked = method.equals("HEAD") ? "GET" : method;
    Rule rule = first(asked, path);
    if (rule == null || rule.pattern.getPatternString().endsWith("/")) {
      return rule;
    }
    // Some applications take the slash away behind us.
    String sent = path.value();
    boolean slash = sent.length() > 1 && sent.endsWith("/");
    return slash && !rule.equals(first(asked, withoutSlash(sent))) ? null : rule;
  }

  private @Nullable Rule first(String method, PathContainer path) {
    return rules.stream().filter(rule -> rule.isFor(method, path)).findFirst().orElse(null);
  }

  private static PathContainer withoutSlash(String path) {
    return PathContainer.parsePath(path.substring(0, path.length() - 1));
  }

  /** The methods that have a rule for a path, for an answer of 405. */
  Set<String> methods(PathContainer path) {
    Set<String> all = new TreeSet<>();
    for (Rule rule : rules) {
      if (rule.method != null && rule.pattern.matches(path)) {
        all.add(rule.method);
        if (rule.method.equals("GET")) {
          all.add("HEAD");
        }
      }
    }
    all.removeIf(method -> find(method, path) == null);
    return all;
  }
}
