package io.crossauth.spring;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The checks of {@link CheckedJwtDecoder}, never on an event loop. */
final class CheckedReactiveJwtDecoder implements ReactiveJwtDecoder {

  private final JwtDecoder blocking;

  CheckedReactiveJwtDecoder(JwtDecoder blocking) {
    this.blocking = blocking;
  }

  @Override
  public Mono<Jwt> decode(String token) {
    return Mono.fromCallable(() -> blocking.decode(token)).subscribeOn(Schedulers.boundedElastic());
  }
}
