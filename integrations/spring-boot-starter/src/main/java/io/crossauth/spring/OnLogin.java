package io.crossauth.spring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether people log in here: see {@link CrossauthProperties.Web}. */
final class OnLogin extends SpringBootCondition {

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    return new ConditionOutcome(
        isOn(context.getEnvironment()),
        ConditionMessage.forCondition("crossauth.web.enabled").because("of crossauth.*"));
  }

  static boolean isOn(Environment environment) {
    Boolean said = said(environment);
    if (said != null) {
      return said;
    }
    return isSet(environment)
        || (ClientRegistrar.ids(environment).size() == 1
            && !environment.containsProperty("crossauth.resource.issuer"));
  }

  /** Whether a property says so. */
  static boolean isWanted(Environment environment) {
    Boolean said = said(environment);
    return said == null ? isSet(environment) : said;
  }

  private static @Nullable Boolean said(Environment environment) {
    return environment.getProperty("crossauth.web.enabled", Boolean.class);
  }

  private static boolean isSet(Environment environment) {
    return Binder.get(environment)
        .bind("crossauth.web", Bindable.mapOf(String.class, Object.class))
        .map(Map::isEmpty)
        .map(empty -> !empty)
        .orElse(false);
  }
}
