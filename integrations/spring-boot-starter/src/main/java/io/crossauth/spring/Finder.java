package io.crossauth.spring;

import io.crossauth.servlet.WebSession;
import io.crossauth.servlet.api.TokenPrincipal;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestWrapper;

/** Whom our filters have found: the caller by its token first, then the person by the session. */
final class Finder {

  private Finder() {}

  static Optional<Principal> find(HttpServletRequest request) {
    Principal principal = beneath(request);
    return principal instanceof TokenPrincipal
        ? Optional.of(principal)
        : WebSession.of(request).map(session -> session);
  }

  /** By an access token, which no page of somebody else can send. */
  static boolean isOfProgram(HttpServletRequest request) {
    return beneath(request) instanceof TokenPrincipal;
  }

  /** What is beneath Spring Security's request, which asks its own context, which asks us. */
  private static @Nullable Principal beneath(ServletRequest request) {
    ServletRequest here = request;
    while (here instanceof SecurityContextHolderAwareRequestWrapper wrapper) {
      here = wrapper.getRequest();
    }
    while (here instanceof ServletRequestWrapper wrapper
        && !wrapper.getClass().getName().startsWith("io.crossauth.servlet.")) {
      here = wrapper.getRequest();
    }
    return here instanceof HttpServletRequest http ? http.getUserPrincipal() : null;
  }
}
