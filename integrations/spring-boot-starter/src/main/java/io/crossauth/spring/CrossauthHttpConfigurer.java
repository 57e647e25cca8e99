package io.crossauth.spring;

import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * Has a filter chain of Spring Security know whom our filters have found, beside its own resource
 * server and form login: {@code http.with(CrossauthHttpConfigurer.crossauth(), withDefaults())}.
 *
 * <p>{@code Authentication.getPrincipal()} is the {@code WebSession} of a person who is logged in,
 * or the {@code TokenPrincipal} of a request with an access token; {@code SCOPE_…} and {@code
 * ROLE_…} are its authorities. It holds for one request and is never kept in an HTTP session. Pages
 * that need a login lead to that of the login filter, other requests get 401; where the chain has
 * entry points of its own, those named before count first. The filter's own addresses, such as that
 * of the back channel logout, never come to the chain, so that no protection against CSRF of it is
 * in their way.
 *
 * <p>Made for one chain; not for use by several threads.
 */
public final class CrossauthHttpConfigurer
    extends AbstractHttpConfigurer<CrossauthHttpConfigurer, HttpSecurity> {

  private CrossauthHttpConfigurer() {}

  /** {@return a configurer for one chain} */
  public static CrossauthHttpConfigurer crossauth() {
    return new CrossauthHttpConfigurer();
  }

  @Override
  public void init(HttpSecurity http) throws Exception {
    ApplicationContext context = http.getSharedObject(ApplicationContext.class);
    boolean login = context.getBeanNamesForType(LoginDoor.class, false, false).length > 0;
    String below = Optional.ofNullable(properties(context).web().endpointsBelow()).orElse("");
    LoginEntryPoint entry = new LoginEntryPoint(login ? below + "/login" : null);
    http.exceptionHandling(
        handling -> handling.defaultAuthenticationEntryPointFor(entry, request -> true));
  }

  @Override
  public void configure(HttpSecurity http) {
    CrossauthProperties properties = properties(http.getSharedObject(ApplicationContext.class));
    http.addFilterAfter(new OutageFilter(), SecurityContextHolderFilter.class);
    http.addFilterBefore(
        new PublishingFilter(properties.web().roles(), properties.resource().roles()),
        AuthorizationFilter.class);
  }

  private static CrossauthProperties properties(ApplicationContext context) {
    return context.getBean(CrossauthProperties.class);
  }
}
