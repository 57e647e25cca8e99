package io.crossauth.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends people who look for a page to the login, and everybody else a 401. */
final class LoginEntryPoint implements AuthenticationEntryPoint {

  private final @Nullable String login;

  /**
   * An entry point.
   *
   * @param login the path of the login within the application; null if there is none
   */
  LoginEntryPoint(@Nullable String login) {
    this.login = login;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    if (login == null || !isPage(request)) {
      // No error page: that is one more that needs a login.
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    String context = request.getContextPath();
    String path = request.getRequestURI().substring(context.length());
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    String back = URLEncoder.encode(path + query, StandardCharsets.UTF_8);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", context + login + "?return=" + back);
  }

  private static boolean isPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    String mode = request.getHeader("Sec-Fetch-Mode");
    return request.getMethod().equals("GET")
        && accept != null
        && accept.contains("text/html")
        && (mode == null || mode.equals("navigate"));
  }
}
