package io.crossauth.examples.playground;

import io.crossauth.servlet.WebSession;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The page, its style and its script, and what the page looks at again. */
final class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Page page;
  private final transient Surroundings around;
  private final transient Desk desk;

  PageServlet(Page page, Surroundings around, Desk desk) {
    this.page = page;
    this.around = around;
    this.desk = desk;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    headers(response);
    switch (request.getServletPath()) {
      case "/" -> html(response, page.html(WebSession.of(request)));
      case "/wire" -> html(response, page.wire());
      case "/stepped-up" -> {
        desk.put(
            Desk.Place.API,
            Outcome.passed("a newer login", true, "now pay: the API lets it through"));
        SpoiledLogins.redirect(response, request.getContextPath() + "/#api");
      }
      case "/style.css" -> resource(response, "style.css", "text/css");
      case "/script.js" -> resource(response, "script.js", "text/javascript");
      default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** {@code POST /clear}: only for pages of ours, which come with the session if there is one. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    if (request.getServletPath().equals("/clear")) {
      around.log().clear();
      desk.clear();
      SpoiledLogins.redirect(response, request.getContextPath() + "/");
    } else {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Logging out sends a form on to the provider, and browsers look at that too. */
  private void headers(HttpServletResponse response) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; form-action 'self' "
            + around.providerOrigin()
            + "; base-uri 'none'; frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  private static void html(HttpServletResponse response, Html html) throws IOException {
    write(response, "text/html", html.markup().getBytes(StandardCharsets.UTF_8));
  }

  private static void resource(HttpServletResponse response, String name, String type)
      throws IOException {
    try (InputStream file = PageServlet.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("expected " + name + " beside this class, found nothing");
      }
      write(response, type, file.readAllBytes());
    }
  }

  private static void write(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type + ";charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
