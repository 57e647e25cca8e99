package io.crossauth.spring;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The chain of an application that has none of its own. */
final class UsualChain {

  private UsualChain() {}

  /**
   * Our filters have decided, by {@code crossauth.web.protect} and the rules of the API; where they
   * are not, nobody passes.
   */
  static SecurityFilterChain ofFilters(HttpSecurity http) throws Exception {
    ApplicationContext application = http.getSharedObject(ApplicationContext.class);
    RequestMatcher otherPort = OtherPort.of(application);
    return http.exceptionHandling(
            handling ->
                handling.defaultAuthenticationEntryPointFor(new LoginEntryPoint(null), otherPort))
        .with(CrossauthHttpConfigurer.crossauth(), withDefaults())
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(OtherPort.healthOf(application))
                    .permitAll()
                    .requestMatchers(otherPort)
                    .denyAll()
                    .requestMatchers(new Undecided(application))
                    .authenticated()
                    .anyRequest()
                    .permitAll())
        // A request with an access token was sent by a program, not by a page of somebody else.
        .csrf(csrf -> csrf.ignoringRequestMatchers(Finder::isOfProgram))
        .build();
  }

  /** No filter of ours guards the API: a login or a token for all that is not open. */
  static SecurityFilterChain withApi(HttpSecurity http, CrossauthProperties properties)
      throws Exception {
    String[] open =
        properties.web().open().stream()
            .map(path -> path.endsWith("/*") ? path + "*" : path)
            .toArray(String[]::new);
    return http.with(CrossauthHttpConfigurer.crossauth(), withDefaults())
        .oauth2ResourceServer(
            api -> {
              if (properties.resource().introspection()) {
                api.opaqueToken(withDefaults());
              } else {
                api.jwt(withDefaults());
              }
            })
        .authorizeHttpRequests(
            requests -> {
              if (open.length > 0) {
                requests.requestMatchers(open).permitAll();
              }
              requests.anyRequest().authenticated();
            })
        .build();
  }
}
