package io.crossauth.consumers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program outside the build: what its pom says, what it does, and how that ends.
 *
 * @param name of the project; letters, digits, dots and hyphens
 * @param parent Spring Boot's version, whose starter parent it has; empty for a pom without parent
 * @param properties what it sets
 * @param managed coordinates in its {@code dependencyManagement}, {@code group:artifact:version}
 * @param dependencies coordinates in their order; without version where the parent manages it
 * @param parts the parts of {@code consumers/programs} that it consists of, in the order of their
 *     run
 * @param outcome what it ends with
 * @param usual whether each build runs it
 */
record Consumer(
    String name,
    String parent,
    Map<String, String> properties,
    List<String> managed,
    List<String> dependencies,
    List<String> parts,
    Outcome outcome,
    boolean usual) {

  /** How a program ends. */
  enum Outcome {
    /** All its parts do their work, and nothing is said about versions. */
    WORKS,
    /** The same, and the version of HttpClient is warned of, once. */
    WARNS,
    /** The same, and lost logs are warned of, once. */
    LOSES_LOGS,
    /** It is told that a version is too old. */
    REFUSES
  }

  static Consumer named(String name) {
    return new Consumer(name, "", Map.of(), List.of(), List.of(), List.of(), Outcome.WORKS, false);
  }

  Consumer boot(String version) {
    return new Consumer(name, version, properties, managed, dependencies, parts, outcome, usual);
  }

  /** Sets a property, unless its value is empty. */
  Consumer set(String property, String value) {
    if (value.isEmpty()) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(property, value);
    return new Consumer(name, parent, more, managed, dependencies, parts, outcome, usual);
  }

  Consumer managing(String... coordinates) {
    return new Consumer(
        name, parent, properties, plus(managed, coordinates), dependencies, parts, outcome, usual);
  }

  Consumer needs(String... coordinates) {
    return new Consumer(
        name, parent, properties, managed, plus(dependencies, coordinates), parts, outcome, usual);
  }

  Consumer with(Artifact... artifacts) {
    Consumer result = this;
    for (Artifact artifact : artifacts) {
      Set<String> all = new LinkedHashSet<>(result.parts);
      all.add(artifact.part());
      result =
          new Consumer(
                  name,
                  parent,
                  properties,
                  managed,
                  result.dependencies,
                  List.copyOf(all),
                  outcome,
                  usual)
              .needs(artifact.coordinates().toArray(String[]::new));
    }
    return result;
  }

  Consumer doing(String... more) {
    return new Consumer(
        name, parent, properties, managed, dependencies, plus(parts, more), outcome, usual);
  }

  Consumer ends(Outcome expected) {
    return new Consumer(name, parent, properties, managed, dependencies, parts, expected, usual);
  }

  /** Runs in each build, not only when all are asked for. */
  Consumer inEachBuild() {
    return new Consumer(name, parent, properties, managed, dependencies, parts, outcome, true);
  }

  private static List<String> plus(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
