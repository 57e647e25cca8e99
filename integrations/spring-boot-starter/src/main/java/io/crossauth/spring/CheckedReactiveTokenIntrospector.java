package io.crossauth.spring;

import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The checks of {@link CheckedTokenIntrospector}, never on an event loop. */
final class CheckedReactiveTokenIntrospector implements ReactiveOpaqueTokenIntrospector {

  private final OpaqueTokenIntrospector blocking;

  CheckedReactiveTokenIntrospector(OpaqueTokenIntrospector blocking) {
    this.blocking = blocking;
  }

  @Override
  public Mono<OAuth2AuthenticatedPrincipal> introspect(String token) {
    return Mono.fromCallable(() -> blocking.introspect(token))
        .subscribeOn(Schedulers.boundedElastic());
  }
}
