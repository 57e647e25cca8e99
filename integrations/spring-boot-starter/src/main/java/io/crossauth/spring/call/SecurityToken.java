package io.crossauth.spring.call;

import io.crossauth.client.grant.TokenExchange;
import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;

/** Looks at what Spring Security knows. Loaded where it is there. */
final class SecurityToken {

  private static final boolean OAUTH2 =
      ClassUtils.isPresent(
          "org.springframework.security.oauth2.core.AbstractOAuth2Token",
          SecurityToken.class.getClassLoader());

  private SecurityToken() {}

  static Optional<TokenExchange> ofThread() {
    return of(SecurityContextHolder.getContext().getAuthentication());
  }

  /** What the request has whose answer is being composed. */
  static Mono<RequestToken> ofContext() {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(context -> of(context.getAuthentication()).map(RequestToken::of).orElse(null));
  }

  /** A token that nobody has checked yet is none. */
  private static Optional<TokenExchange> of(@Nullable Authentication authentication) {
    if (authentication == null || !authentication.isAuthenticated()) {
      return Optional.empty();
    }
    Object principal = authentication.getPrincipal();
    Object credentials = authentication.getCredentials();
    if (principal instanceof VerifiedToken token) {
      return Optional.of(TokenExchange.of(token));
    }
    if (credentials instanceof VerifiedToken token) {
      return Optional.of(TokenExchange.of(token));
    }
    if (principal instanceof TokenPrincipal verified) {
      return Optional.of(TokenExchange.of(verified.token()));
    }
    return OAUTH2 ? OfResourceServer.exchange(credentials) : Optional.empty();
  }

  /** The token of Spring Security's own resource server, which need not be there. */
  private static final class OfResourceServer {

    static Optional<TokenExchange> exchange(@Nullable Object credentials) {
      if (!(credentials instanceof AbstractOAuth2Token token)) {
        return Optional.empty();
      }
      TokenExchange exchange = TokenExchange.ofAccessToken(Secret.of(token.getTokenValue()));
      Instant end = token.getExpiresAt();
      return Optional.of(end == null ? exchange : exchange.withSubjectEnd(end));
    }
  }
}
