package io.crossauth.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Requests to Actuator on a port of its own ({@code management.server.port}). Spring Security's
 * chains are there, and no filter of ours: nobody has decided about them yet.
 */
final class OtherPort {

  private static final String BASE = "management.endpoints.web.base-path";
  private static final String HEALTH = "management.endpoints.web.path-mapping.health";

  private OtherPort() {}

  /**
   * All of them.
   *
   * @param application the context that the chain is of
   */
  static RequestMatcher of(ApplicationContext application) {
    return request -> {
      WebApplicationContext here = here(request);
      return here != null && here.getParent() == application;
    };
  }

  /** Those that ask for the health, which is open where Boot decides, too. */
  static RequestMatcher healthOf(ApplicationContext application) {
    String base = application.getEnvironment().getProperty(BASE, "/actuator");
    String name = application.getEnvironment().getProperty(HEALTH, "health");
    String health = (base.equals("/") ? "" : base) + "/" + name;
    RequestMatcher all = of(application);
    return request -> {
      String info = request.getPathInfo();
      String path = request.getServletPath() + (info == null ? "" : info);
      return all.matches(request) && (path.equals(health) || path.startsWith(health + "/"));
    };
  }

  private static @Nullable WebApplicationContext here(HttpServletRequest request) {
    return WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
  }
}
