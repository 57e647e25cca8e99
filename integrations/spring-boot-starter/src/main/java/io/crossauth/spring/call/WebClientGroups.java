package io.crossauth.spring.call;

import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/** Registers what puts tokens on the groups of HTTP interfaces that a {@code WebClient} calls. */
final class WebClientGroups implements ImportBeanDefinitionRegistrar {

  static final String CONFIGURER =
      "org.springframework.web.reactive.function.client.support"
          + ".WebClientHttpServiceGroupConfigurer";

  private final BeanFactory beans;

  WebClientGroups(BeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata meta, BeanDefinitionRegistry registry) {
    Class<?> type = ClassUtils.resolveClassName(CONFIGURER, getClass().getClassLoader());
    registry.registerBeanDefinition("crossauthWebClientGroups", definition(type));
  }

  private <T> RootBeanDefinition definition(Class<T> type) {
    return new RootBeanDefinition(
        type,
        () ->
            type.cast(
                ServiceGroups.configurer(
                    type,
                    () -> beans.getBean(CrossauthCalls.class),
                    (client, tokens) -> ((WebClient.Builder) client).filter(filter(tokens)))));
  }

  private static ExchangeFilterFunction filter(GroupTokens tokens) {
    Map<WithToken, TokenFilter> all = new HashMap<>();
    tokens.all().forEach((token, calls) -> all.put(token, TokenFilter.of(calls)));
    return (request, next) -> {
      Object token = request.attributes().get(GroupTokens.ATTRIBUTE);
      TokenFilter own = token instanceof WithToken named ? all.get(named) : null;
      return own == null ? next.exchange(request) : own.filter(request, next);
    };
  }
}
