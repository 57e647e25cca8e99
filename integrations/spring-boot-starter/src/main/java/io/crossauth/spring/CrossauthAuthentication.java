package io.crossauth.spring;

import java.security.Principal;
import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who our filters have found, as Spring Security has it: the principal is the {@code WebSession} of
 * a person who is logged in, or the {@code TokenPrincipal} of a request with an access token.
 */
final class CrossauthAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  // Made anew for each request, and never kept with a session.
  private final transient Principal principal;

  CrossauthAuthentication(Principal principal, Collection<? extends GrantedAuthority> authorities) {
    super(authorities);
    this.principal = principal;
    setAuthenticated(true);
  }

  @Override
  public Object getPrincipal() {
    return principal;
  }

  /** Nothing: tokens stay where they are. */
  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
