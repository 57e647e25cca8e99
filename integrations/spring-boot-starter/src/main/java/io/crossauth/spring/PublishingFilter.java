package io.crossauth.spring;

import io.crossauth.servlet.WebSession;
import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.tokenconsumer.VerifiedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells Spring Security who our filters have found, for this request alone and when somebody asks.
 * Whom Spring Security has found itself, by a bearer token or its own login, stays.
 */
final class PublishingFilter extends OncePerRequestFilter {

  private final SecurityContextHolderStrategy holder =
      SecurityContextHolder.getContextHolderStrategy();
  private final String sessionRoles;
  private final String tokenRoles;

  PublishingFilter(String sessionRoles, String tokenRoles) {
    this.sessionRoles = sessionRoles;
    this.tokenRoles = tokenRoles;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Supplier<SecurityContext> before = holder.getDeferredContext();
    holder.setDeferredContext(new Once(() -> context(before.get(), request)));
    chain.doFilter(request, response);
  }

  /** Error pages and the rest of asynchronous requests are decided on, too. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  private SecurityContext context(SecurityContext before, HttpServletRequest request) {
    Authentication known = before.getAuthentication();
    if (known != null && !(known instanceof AnonymousAuthenticationToken)) {
      return before;
    }
    Principal found = Finder.find(request).orElse(null);
    if (found == null) {
      return before;
    }
    SecurityContext context = holder.createEmptyContext();
    context.setAuthentication(new CrossauthAuthentication(found, authorities(found)));
    return context;
  }

  private List<GrantedAuthority> authorities(Principal found) {
    if (found instanceof TokenPrincipal caller) {
      VerifiedToken token = caller.token();
      return Authorities.of(token.scopes(), token.claims(), tokenRoles);
    }
    return found instanceof WebSession session
        ? Authorities.of(session.scopes(), session.claims(), sessionRoles)
        : List.of();
  }

  /** Looked for once. */
  private static final class Once implements Supplier<SecurityContext> {

    private final Supplier<SecurityContext> source;
    private @Nullable SecurityContext found;

    Once(Supplier<SecurityContext> source) {
      this.source = source;
    }

    @Override
    public SecurityContext get() {
      SecurityContext here = found;
      if (here == null) {
        here = source.get();
        found = here;
      }
      return here;
    }
  }
}
