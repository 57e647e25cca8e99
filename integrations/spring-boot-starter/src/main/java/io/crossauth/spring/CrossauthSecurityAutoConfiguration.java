package io.crossauth.spring;

import static org.springframework.security.config.Customizer.withDefaults;

import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
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
@ConditionalOnWebApplication(type = Type.SERVLET)
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
   * One chain, if the application has none: our filters decide, by {@code crossauth.web.protect}
   * and {@code crossauth.resource.rules}, and {@code @PreAuthorize} sees whom they have found.
   */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
  @Conditional(OnFilter.class)
  static class Chain {

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain crossauthSecurityFilterChain(ObjectProvider<HttpSecurity> security)
        throws Exception {
      HttpSecurity http = security.getIfAvailable();
      // Excluded by the application, jar and all: there is nothing to be told.
      return http == null ? new DefaultSecurityFilterChain(request -> false) : chain(http);
    }

    private static SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.with(CrossauthHttpConfigurer.crossauth(), withDefaults())
          .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          // A request with an access token was sent by a program, not by a page of somebody else.
          .csrf(csrf -> csrf.ignoringRequestMatchers(Finder::isOfProgram))
          .build();
    }
  }

  /** With one of our filters. */
  static final class OnFilter extends AnyNestedCondition {

    OnFilter() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    /** The login's. */
    @Conditional(OnLogin.class)
    static class Login {}

    /** The API's. */
    @Conditional(OnResourceFilter.class)
    static class Resource {}
  }
}
