package io.crossauth.servlet.testing;

import io.crossauth.servlet.WebSession;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what it was asked, and by whom. */
public final class Application extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().endsWith("/remember")) {
      request.getSession(true).setAttribute("seen", "yes");
    }
    response.setContentType("text/html;charset=UTF-8");
    String id =
        request.getSession(false) == null ? "" : " JSESSIONID " + request.getSession(false).getId();
    String token =
        WebSession.of(request).map(s -> " form_token " + s.formToken().reveal()).orElse("");
    response
        .getWriter()
        .print(
            "application "
                + request.getMethod()
                + " "
                + request.getRequestURI()
                + " of "
                + (request.getUserPrincipal() == null ? "nobody" : request.getRemoteUser())
                + id
                + token);
  }
}
