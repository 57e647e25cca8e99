package io.crossauth.spring.call;

import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.session.TokenSource;
import io.crossauth.servlet.WebSession;
import io.crossauth.servlet.api.TokenPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Looks at a servlet request. Loaded where there are servlets. */
final class ServletRequestToken {

  private ServletRequestToken() {}

  static RequestToken ofThread() {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes all)) {
      return RequestToken.none();
    }
    HttpServletRequest request = all.getRequest();
    Optional<TokenSource> session = WebSession.of(request).map(WebSession::tokens);
    Optional<TokenExchange> exchange =
        request.getUserPrincipal() instanceof TokenPrincipal principal
            ? Optional.of(TokenExchange.of(principal.token()))
            : Optional.empty();
    return new RequestToken(session, exchange);
  }
}
