package io.crossauth.spring;

import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.HiddenHttpMethodFilter;

/**
 * Makes the filters of crossauth-servlet: the login of {@code crossauth.web}, the check of tokens
 * of {@code crossauth.resource}.
 */
@AutoConfiguration(after = CrossauthAutoConfiguration.class)
public class CrossauthWebAutoConfiguration {

  /** Behind Spring Session, before all that reads a body, and before Spring Security. */
  static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1000;

  /** The login of people. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @Conditional(OnLogin.class)
  static class Login {

    @Bean
    LoginDoor crossauthLoginDoor(
        CrossauthProperties properties,
        Environment environment,
        ObjectProvider<LoginFilter> own,
        ObjectProvider<LoginFilterCustomizer> customizers,
        OAuthClients clients,
        SealingKeys keys,
        Stores stores) {
      LoginFilter given = own.getIfAvailable();
      if (given != null) {
        return new LoginDoor(() -> Optional.of(given));
      }
      LoginFilterFactory factory =
          new LoginFilterFactory(
              properties, clients, keys, stores, customizers.orderedStream().toList());
      Origin origin = new Origin(properties.web().origin(), environment);
      return new LoginDoor(() -> factory.at(origin));
    }

    @Bean
    FilterRegistrationBean<LoginDoor> crossauthLoginRegistration(LoginDoor login) {
      return Registrations.everywhere(new FilterRegistrationBean<>(login), "crossauthLogin", ORDER);
    }

    /** The application's own is called by ours, and registered nowhere else. */
    @Bean
    @ConditionalOnBean(LoginFilter.class)
    FilterRegistrationBean<LoginFilter> crossauthOwnLoginRegistration(LoginFilter own) {
      FilterRegistrationBean<LoginFilter> none = new FilterRegistrationBean<>(own);
      none.setEnabled(false);
      return none;
    }
  }

  /** There is no login filter for WebFlux; whoever has set one up would believe in it. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  static class NoLogin {

    NoLogin(Environment environment) {
      if (OnLogin.isWanted(environment)) {
        throw Property.wrong(
            "crossauth.web",
            "expected an application on servlets, found WebFlux, which it would leave open",
            "protect it by crossauth.resource or by Spring Security, and remove crossauth.web");
      }
    }
  }

  /** Who checks tokens. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("crossauth.resource.issuer")
  static class ResourceServer {

    @Bean
    ResourceServerFactory crossauthResourceServerFactory(
        CrossauthProperties properties,
        TlsBundles bundles,
        ObjectProvider<TransportCustomizer> policies,
        ObjectProvider<KeySetListener> listener) {
      return new ResourceServerFactory(
          properties.resource(),
          bundles,
          policies.orderedStream().toList(),
          listener.getIfUnique());
    }

    @Bean
    @ConditionalOnMissingBean
    OAuthTokenConsumer crossauthTokenConsumer(
        ResourceServerFactory factory, ObjectProvider<OAuthClients> clients) {
      Supplier<OAuthClients> found = clients::getObject;
      return factory.consumer(found);
    }

    @Bean
    @ConditionalOnMissingBean
    OAuthResourceServer crossauthResourceServer(
        ResourceServerFactory factory, OAuthTokenConsumer consumer) {
      return factory.server(consumer);
    }
  }

  /** The check of tokens before everything else. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @Conditional(OnResourceFilter.class)
  static class ResourceFilter {

    @Bean
    @ConditionalOnMissingBean
    ResourceServerFilter crossauthResourceServerFilter(
        CrossauthProperties properties,
        OAuthResourceServer server,
        ObjectProvider<HiddenHttpMethodFilter> hidden) {
      ResourceRules.keepMethods(properties.resource(), hidden.stream().findAny().isPresent());
      return ServletRules.filter(properties.resource(), server);
    }

    @Bean
    FilterRegistrationBean<ResourceServerFilter> crossauthResourceServerRegistration(
        ResourceServerFilter filter, CrossauthProperties properties) {
      FilterRegistrationBean<ResourceServerFilter> registration =
          Registrations.everywhere(
              new FilterRegistrationBean<>(filter), "crossauthResourceServer", ORDER + 1);
      registration.setUrlPatterns(properties.resource().paths());
      return registration;
    }
  }
}
