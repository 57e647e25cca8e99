package io.crossauth.benchmarks.servlet;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import jakarta.servlet.Filter;
import java.text.ParseException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security's resource server, as its reference sets an API without sessions. */
final class SpringChain implements AutoCloseable {

  static final String PREFIX = "/spring";

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /**
   * Sets it up.
   *
   * @param jwks the issuer's keys, which it has from the beginning
   */
  SpringChain(String issuer, String audience, String jwks) {
    context.registerBean(JwtDecoder.class, () -> decoder(issuer, audience, jwks));
    context.register(Chain.class);
    context.refresh();
  }

  Filter filter() {
    return context.getBean("springSecurityFilterChain", Filter.class);
  }

  private static JwtDecoder decoder(String issuer, String audience, String jwks) {
    try {
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(JWKSet.parse(jwks)))
              .jwsAlgorithm(SignatureAlgorithm.RS256)
              .build();
      JwtTimestampValidator times = new JwtTimestampValidator();
      times.setAllowEmptyExpiryClaim(false);
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(
              times, new JwtIssuerValidator(issuer), new JwtAudienceValidator(audience)));
      return decoder;
    } catch (ParseException e) {
      throw new IllegalArgumentException("jwks", e);
    }
  }

  /** The chain. */
  @Configuration
  @EnableWebSecurity
  static class Chain {

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
      return http.authorizeHttpRequests(
              requests ->
                  requests
                      .requestMatchers(PREFIX + "/orders/*")
                      .hasAuthority("SCOPE_orders:read")
                      .anyRequest()
                      .denyAll())
          .sessionManagement(
              sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
          .csrf(csrf -> csrf.disable())
          .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
          .build();
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
