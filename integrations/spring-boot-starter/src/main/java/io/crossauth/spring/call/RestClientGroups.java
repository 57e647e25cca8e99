package io.crossauth.spring.call;

import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;

/** Registers what puts tokens on the groups of HTTP interfaces that a {@code RestClient} calls. */
final class RestClientGroups implements ImportBeanDefinitionRegistrar {

  static final String CONFIGURER =
      "org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer";

  private final BeanFactory beans;

  RestClientGroups(BeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata meta, BeanDefinitionRegistry registry) {
    Class<?> type = ClassUtils.resolveClassName(CONFIGURER, getClass().getClassLoader());
    registry.registerBeanDefinition("crossauthRestClientGroups", definition(type));
  }

  private <T> RootBeanDefinition definition(Class<T> type) {
    return new RootBeanDefinition(
        type,
        () ->
            type.cast(
                ServiceGroups.configurer(
                    type,
                    () -> beans.getBean(CrossauthCalls.class),
                    (client, tokens) ->
                        ((RestClient.Builder) client).requestInterceptor(interceptor(tokens)))));
  }

  private static ClientHttpRequestInterceptor interceptor(GroupTokens tokens) {
    Map<WithToken, ClientHttpRequestInterceptor> all = new HashMap<>();
    tokens.all().forEach((token, calls) -> all.put(token, calls.interceptor()));
    return (request, body, execution) -> {
      Object token = request.getAttributes().get(GroupTokens.ATTRIBUTE);
      ClientHttpRequestInterceptor own = token instanceof WithToken named ? all.get(named) : null;
      return own == null
          ? execution.execute(request, body)
          : own.intercept(request, body, execution);
    };
  }
}
