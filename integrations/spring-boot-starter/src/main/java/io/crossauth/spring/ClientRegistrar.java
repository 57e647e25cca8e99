package io.crossauth.spring;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenManager;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * A bean for each client, and one for its sessions. One that the application has made itself, by
 * the same name, stays.
 */
final class ClientRegistrar implements ImportBeanDefinitionRegistrar {

  private static final String FACTORY = "crossauthClientFactory";

  private final Environment environment;
  private final BeanFactory beans;

  ClientRegistrar(Environment environment, BeanFactory beans) {
    this.environment = environment;
    this.beans = beans;
  }

  static String clientBean(String id) {
    return id + "OAuthClient";
  }

  static String managerBean(String id) {
    return id + "TokenManager";
  }

  /** The names below {@code crossauth.client}. */
  static Set<String> ids(Environment environment) {
    return Binder.get(environment)
        .bind("crossauth.client", Bindable.mapOf(String.class, Object.class))
        .map(Map::keySet)
        .orElse(Set.of());
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata meta, BeanDefinitionRegistry registry) {
    for (String id : ids(environment)) {
      Supplier<OAuthClient> client = () -> factory().client(id);
      Supplier<TokenManager> manager =
          () -> factory().tokenManager(id, beans.getBean(clientBean(id), OAuthClient.class));
      register(registry, id, clientBean(id), OAuthClient.class, client, FACTORY);
      register(registry, id, managerBean(id), TokenManager.class, manager, clientBean(id));
    }
  }

  private ClientFactory factory() {
    return beans.getBean(FACTORY, ClientFactory.class);
  }

  /** What a bean depends on is closed after it. */
  private static <T> void register(
      BeanDefinitionRegistry registry,
      String id,
      String name,
      Class<T> type,
      Supplier<T> maker,
      String closedAfter) {
    if (registry.containsBeanDefinition(name)) {
      return;
    }
    RootBeanDefinition definition = new RootBeanDefinition(type, maker);
    definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, id));
    definition.setDependsOn(closedAfter);
    definition.setDestroyMethodName("close");
    registry.registerBeanDefinition(name, definition);
  }
}
