package io.crossauth.spring;

import io.crossauth.spring.CrossauthProperties.Resources;
import io.crossauth.spring.CrossauthProperties.Rule;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code crossauth.resource} says that paths need, for a filter of servlets or of WebFlux. */
final class ResourceRules {

  static final String RESOURCE = "crossauth.resource.";

  /** Takes rules; each fails with {@link IllegalArgumentException} if it is none. */
  interface Target {

    /** The method is null for all. */
    void require(@Nullable String method, String path, AccessRequirement requirement);

    void open(String path);
  }

  private ResourceRules() {}

  static void addTo(Target target, Resources properties) {
    for (Map.Entry<String, Rule> rule : new TreeMap<>(properties.rules()).entrySet()) {
      String name = RESOURCE + "rules." + rule.getKey();
      Rule said = rule.getValue();
      String path = Property.required(name + ".path", said.path(), "a path");
      AccessRequirement needed = requirement(said, properties.roles());
      checked(name, () -> target.require(said.method(), path, needed));
    }
    for (String path : properties.open()) {
      checked(RESOURCE + "open", () -> target.open(path));
    }
    if (properties.rules().isEmpty()) {
      checked(RESOURCE + "open", () -> target.require(null, "/**", AccessRequirement.none()));
    }
  }

  /**
   * Refuses rules for methods beside a filter that changes the method behind ours: a POST would
   * pass by the rule of POST, and be a DELETE.
   *
   * @param changes whether there is such a filter, Spring's {@code HiddenHttpMethodFilter}
   */
  static void keepMethods(Resources properties, boolean changes) {
    for (Map.Entry<String, Rule> rule : new TreeMap<>(properties.rules()).entrySet()) {
      if (changes && rule.getValue().method() != null) {
        throw Property.wrong(
            RESOURCE + "rules." + rule.getKey() + ".method",
            "expected that a request keeps its method, found a HiddenHttpMethodFilter, which makes"
                + " another of a POST behind this rule",
            "remove it (spring.mvc.hiddenmethod.filter.enabled), or write rules for all methods");
      }
    }
  }

  private static AccessRequirement requirement(Rule rule, String roles) {
    AccessRequirement needed = AccessRequirement.scopes(array(rule.scope()));
    if (!rule.roles().isEmpty()) {
      needed = needed.withClaim(roles, array(rule.roles()));
    }
    if (!rule.acrValues().isEmpty()) {
      needed = needed.withAcrValues(array(rule.acrValues()));
    }
    Duration age = rule.maxAge();
    return age == null ? needed : needed.withMaxAge(age);
  }

  private static void checked(String name, Runnable setting) {
    boolean unused =
        Property.checked(
            name,
            () -> {
              setting.run();
              return true;
            });
  }

  private static String[] array(List<String> values) {
    return values.toArray(new String[0]);
  }
}
