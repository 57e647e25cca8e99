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
import org.springframework.util.ClassUtils;

/** Whether our filter guards an API: see {@link CrossauthProperties.Resources}. */
final class OnResourceFilter extends SpringBootCondition {

  private static final String SPRING_SECURITY =
      "org.springframework.security.oauth2.server.resource.web.authentication"
          + ".BearerTokenAuthenticationFilter";

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    return new ConditionOutcome(
        isOn(context.getEnvironment(), context.getClassLoader()),
        ConditionMessage.forCondition("crossauth.resource.filter").because("of crossauth.*"));
  }

  /** Whether Spring Security's resource server is there. */
  static boolean springSecurity(@Nullable ClassLoader loader) {
    return ClassUtils.isPresent(SPRING_SECURITY, loader);
  }

  private static boolean isOn(Environment environment, @Nullable ClassLoader loader) {
    if (!environment.containsProperty("crossauth.resource.issuer")) {
      return false;
    }
    Boolean said = environment.getProperty("crossauth.resource.filter", Boolean.class);
    if (said != null) {
      return said;
    }
    boolean rules =
        Binder.get(environment)
            .bind("crossauth.resource.rules", Bindable.mapOf(String.class, Object.class))
            .map(Map::isEmpty)
            .map(empty -> !empty)
            .orElse(false);
    return rules || !springSecurity(loader);
  }
}
