package io.crossauth.comingfrom.spring;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;

/** A web application that logs users in. */
final class SpringLogin {

  private final String issuer;
  private final String secret;

  SpringLogin(String issuer, String secret) {
    this.issuer = issuer;
    this.secret = secret;
  }

  @Bean
  ClientRegistrationRepository registrations() {
    return new InMemoryClientRegistrationRepository(
        ClientRegistrations.fromIssuerLocation(issuer)
            .registrationId("shop")
            .clientId("web")
            .clientSecret(secret)
            .scope("openid", "email")
            .build());
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository registrations) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2Login(Customizer.withDefaults())
        .logout(
            logout ->
                logout.logoutSuccessHandler(
                    new OidcClientInitiatedLogoutSuccessHandler(registrations)))
        .build();
  }
}
