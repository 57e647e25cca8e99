package io.crossauth.spring;

import io.crossauth.spring.reactive.ResourceServerWebFilter;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.web.filter.reactive.HiddenHttpMethodFilter;
import reactor.core.publisher.Flux;

/**
 * The resource server of a WebFlux application: our filter, or Spring Security's own resource
 * server with our checks.
 */
@AutoConfiguration(
    after = CrossauthWebAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.reactive"
          + ".ReactiveUserDetailsServiceAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.oauth2.resource.reactive"
          + ".ReactiveOAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.reactive"
          + ".ReactiveWebSecurityAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive"
          + ".ReactiveOAuth2ResourceServerAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty("crossauth.resource.issuer")
public class CrossauthReactiveAutoConfiguration {

  /** The check of tokens before everything else. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(OnResourceFilter.class)
  static class Filter {

    @Bean
    @ConditionalOnMissingBean
    ResourceServerWebFilter crossauthResourceServerWebFilter(
        CrossauthProperties properties,
        OAuthResourceServer server,
        ObjectProvider<HiddenHttpMethodFilter> hidden) {
      ResourceRules.keepMethods(properties.resource(), hidden.stream().findAny().isPresent());
      return WebFluxRules.filter(properties.resource(), server);
    }
  }

  /** The checks of Spring Security's own resource server. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ReactiveJwtDecoder.class, ReactiveJwtAuthenticationConverter.class})
  static class Checks {

    @Bean
    @ConditionalOnMissingBean({ReactiveJwtDecoder.class, ReactiveOpaqueTokenIntrospector.class})
    @ConditionalOnProperty(
        name = "crossauth.resource.introspection",
        havingValue = "false",
        matchIfMissing = true)
    ReactiveJwtDecoder crossauthReactiveJwtDecoder(OAuthResourceServer server) {
      return new CheckedReactiveJwtDecoder(new CheckedJwtDecoder(server));
    }

    @Bean
    @ConditionalOnMissingBean({ReactiveJwtDecoder.class, ReactiveOpaqueTokenIntrospector.class})
    @ConditionalOnProperty("crossauth.resource.introspection")
    ReactiveOpaqueTokenIntrospector crossauthReactiveTokenIntrospector(
        OAuthResourceServer server, CrossauthProperties properties) {
      return new CheckedReactiveTokenIntrospector(
          new CheckedTokenIntrospector(server, properties.resource().roles()));
    }

    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtAuthenticationConverter crossauthReactiveJwtAuthenticationConverter(
        CrossauthProperties properties) {
      ReactiveJwtAuthenticationConverter converter = new ReactiveJwtAuthenticationConverter();
      String roles = properties.resource().roles();
      converter.setJwtGrantedAuthoritiesConverter(
          jwt ->
              Flux.fromIterable(
                  Authorities.of(CheckedJwtDecoder.scopes(jwt), jwt.getClaims(), roles)));
      return converter;
    }
  }
}
