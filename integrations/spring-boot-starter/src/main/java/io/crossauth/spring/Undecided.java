package io.crossauth.spring;

import io.crossauth.servlet.api.ResourceServerFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests that none of our filters has looked at: in an application without a login, those outside
 * of {@code crossauth.resource.paths}. What the application itself passes on, an error's page among
 * it, has been decided before.
 */
final class Undecided implements RequestMatcher {

  private final boolean everythingDecided;
  private final List<String> patterns = new ArrayList<>();

  /**
   * By what the application registers.
   *
   * @param application the context that the chain is of
   */
  Undecided(ApplicationContext application) {
    everythingDecided = application.getBeanNamesForType(LoginDoor.class).length > 0;
    for (FilterRegistrationBean<?> registration :
        application.getBeansOfType(FilterRegistrationBean.class).values()) {
      if (registration.getFilter() instanceof ResourceServerFilter) {
        Collection<String> own = registration.getUrlPatterns();
        patterns.addAll(own.isEmpty() ? List.of("/*") : own);
      }
    }
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    if (everythingDecided || request.getDispatcherType() != DispatcherType.REQUEST) {
      return false;
    }
    String info = request.getPathInfo();
    String path = request.getServletPath() + (info == null ? "" : info);
    return patterns.stream().noneMatch(pattern -> isMapped(path, pattern));
  }

  /** As filters are mapped (Jakarta Servlet 6.0, section 12.2). */
  private static boolean isMapped(String path, String pattern) {
    if (pattern.endsWith("/*")) {
      String folder = pattern.substring(0, pattern.length() - 2);
      return path.equals(folder) || path.startsWith(folder + "/");
    }
    return pattern.startsWith("*.") ? path.endsWith(pattern.substring(1)) : path.equals(pattern);
  }
}
