package io.crossauth.spring;

import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Where Spring Security is: its resource server checks tokens as we do, and its chains know who is
 * logged in.
 */
@AutoConfiguration(
    after = CrossauthWebAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet"
          + ".OAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.servlet"
          + ".ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet"
          + ".OAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure"
          + ".OAuth2ResourceServerAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class CrossauthSecurityAutoConfiguration {

  /** The checks of Spring Security's own resource server. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({JwtDecoder.class, JwtAuthenticationConverter.class})
  @ConditionalOnProperty("crossauth.resource.issuer")
  static class Checks {

    @Bean
    @ConditionalOnMissingBean({JwtDecoder.class, OpaqueTokenIntrospector.class})
    @ConditionalOnProperty(
        name = "crossauth.resource.introspection",
        havingValue = "false",
        matchIfMissing = true)
    JwtDecoder crossauthJwtDecoder(OAuthResourceServer server) {
      return new CheckedJwtDecoder(server);
    }

    @Bean
    @ConditionalOnMissingBean({JwtDecoder.class, OpaqueTokenIntrospector.class})
    @ConditionalOnProperty("crossauth.resource.introspection")
    OpaqueTokenIntrospector crossauthTokenIntrospector(
        OAuthResourceServer server, CrossauthProperties properties) {
      return new CheckedTokenIntrospector(server, properties.resource().roles());
    }

    @Bean
    @ConditionalOnMissingBean
    JwtAuthenticationConverter crossauthJwtAuthenticationConverter(CrossauthProperties properties) {
      JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
      String roles = properties.resource().roles();
      converter.setJwtGrantedAuthoritiesConverter(
          jwt -> Authorities.of(CheckedJwtDecoder.scopes(jwt), jwt.getClaims(), roles));
      return converter;
    }
  }

  /**
   * One chain, if the application has none; {@code @PreAuthorize} sees whom our filters have found.
   */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
  @Conditional(OnAnyOfOurs.class)
  static class Chain {

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain crossauthSecurityFilterChain(
        ObjectProvider<HttpSecurity> security,
        CrossauthProperties properties,
        ObjectProvider<ResourceServerFilter> guard)
        throws Exception {
      HttpSecurity http = security.getIfAvailable();
      if (http == null) {
        // Excluded by the application, jar and all: there is nothing to be told.
        return new DefaultSecurityFilterChain(request -> false);
      }
      boolean unguarded =
          properties.resource().issuer() != null
              && guard.getIfAvailable() == null
              && OnResourceFilter.springSecurity(getClass().getClassLoader());
      return unguarded ? UsualChain.withApi(http, properties) : UsualChain.ofFilters(http);
    }
  }

  /** With one of our filters, or our checks. */
  static final class OnAnyOfOurs extends AnyNestedCondition {

    OnAnyOfOurs() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    /** The login's filter. */
    @Conditional(OnLogin.class)
    static class Login {}

    /** The API's filter. */
    @Conditional(OnResourceFilter.class)
    static class Resource {}

    /** The checks, for Spring Security's resource server. */
    @ConditionalOnClass(JwtAuthenticationConverter.class)
    @ConditionalOnProperty("crossauth.resource.issuer")
    static class Api {}
  }
}
