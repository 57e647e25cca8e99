package io.crossauth.spring.call;

import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.session.TokenSource;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.Optional;
import org.springframework.util.ClassUtils;

/**
 * What has come with the request that is being answered.
 *
 * @param session the token of the session, if somebody is logged in
 * @param exchange the exchange of the request's own token, if a checked one has come
 */
record RequestToken(Optional<TokenSource> session, Optional<TokenExchange> exchange) {

  private static final RequestToken NONE = new RequestToken(Optional.empty(), Optional.empty());

  private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");
  private static final boolean SECURITY =
      isPresent("org.springframework.security.core.Authentication");

  private static boolean isPresent(String type) {
    return ClassUtils.isPresent(type, RequestToken.class.getClassLoader());
  }

  /** Whether Spring Security is there. */
  static boolean knowsSpringSecurity() {
    return SECURITY;
  }

  static RequestToken none() {
    return NONE;
  }

  /** A token that has passed every check. */
  static RequestToken of(VerifiedToken token) {
    return new RequestToken(Optional.empty(), Optional.of(TokenExchange.of(token)));
  }

  static RequestToken of(TokenExchange exchange) {
    return new RequestToken(Optional.empty(), Optional.of(exchange));
  }

  /** What the request has that this thread is answering: of a servlet, or of Spring Security. */
  static RequestToken ofThread() {
    RequestToken ofServlet = SERVLET ? ServletRequestToken.ofThread() : NONE;
    return ofServlet.exchange().isPresent() || !SECURITY
        ? ofServlet
        : new RequestToken(ofServlet.session(), SecurityToken.ofThread());
  }

  /** Nothing of a token. */
  @Override
  public String toString() {
    return "RequestToken[session=" + session.isPresent() + ", token=" + exchange.isPresent() + "]";
  }
}
