package io.crossauth.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link CrossauthTest} on test classes; {@code META-INF/spring.factories} names it. */
final class ProviderCustomizerFactory implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    CrossauthTest asked =
        TestContextAnnotationUtils.findMergedAnnotation(testClass, CrossauthTest.class);
    return asked == null
        ? null
        : new ProviderCustomizer(asked.client(), asked.clientId(), asked.audience());
  }
}
