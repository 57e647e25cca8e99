package io.crossauth.servlet.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request that may pass, and says whose it is. */
final class AuthorizedRequest extends HttpServletRequestWrapper {

  private static final String ANY_USER = "**";

  private final TokenPrincipal principal;
  private final String scheme;
  private final String roles;

  /**
   * A request of somebody.
   *
   * @param scheme by which the token came
   * @param roles the claim that roles are in
   */
  AuthorizedRequest(
      HttpServletRequest request, TokenPrincipal principal, String scheme, String roles) {
    super(request);
    this.principal = principal;
    this.scheme = scheme;
    this.roles = roles;
  }

  @Override
  public Principal getUserPrincipal() {
    return principal;
  }

  @Override
  public String getRemoteUser() {
    return principal.getName();
  }

  @Override
  public String getAuthType() {
    return scheme;
  }

  /** By the claim alone, and never by what the container knows; {@code *} is no role. */
  @Override
  public boolean isUserInRole(String role) {
    boolean has = principal.token().values(roles).contains(role);
    return role.equals(ANY_USER) || (has && !role.equals("*"));
  }
}
