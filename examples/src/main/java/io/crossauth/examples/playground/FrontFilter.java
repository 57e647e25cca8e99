package io.crossauth.examples.playground;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes what browsers and the provider send, and lets nothing in by another name than ours. */
final class FrontFilter implements Filter {

  private static final String BACK_CHANNEL = "/backchannel-logout";

  /** What is worth a line; the page itself, its style and its script are not. */
  private static final Set<String> NOTED =
      Set.of("/login", "/callback", "/logout", BACK_CHANNEL, "/try", "/tried", "/call");

  private static final int MISDIRECTED = 421;

  private final Surroundings around;
  private final Mode mode;

  FrontFilter(Surroundings around, Mode mode) {
    this.around = around;
    this.mode = mode;
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) any;
    HttpServletResponse response = (HttpServletResponse) answer;
    String path = request.getRequestURI().substring(mode.path().length());
    if (!addressed(request, path)) {
      // Another name that leads here is of a page elsewhere that wants to read this one.
      refuse(response, MISDIRECTED);
      return;
    }
    if (request.getMethod().equals("POST") && fromElsewhere(request)) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    if (!NOTED.contains(path)) {
      chain.doFilter(request, response);
      return;
    }
    boolean provider = path.equals(BACK_CHANNEL);
    String what = request.getMethod() + " " + request.getRequestURL();
    long number =
        around
            .log()
            .sent(
                provider ? Party.PROVIDER : Party.BROWSER,
                Party.APPLICATION,
                what,
                parameters(request, path));
    try {
      chain.doFilter(request, response);
    } finally {
      String status = String.valueOf(response.getStatus());
      around.log().answered(number, status, "");
    }
    onwards(response.getHeader("Location"));
  }

  private boolean addressed(HttpServletRequest request, String path) {
    String host = String.valueOf(request.getHeader("Host"));
    return host.equals("localhost:" + around.port())
        || (host.equals("127.0.0.1:" + around.port()) && path.equals(BACK_CHANNEL));
  }

  private boolean fromElsewhere(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin != null && !origin.equals("http://localhost:" + around.port());
  }

  private static void refuse(HttpServletResponse response, int status) {
    response.setStatus(status);
    response.setContentLength(0);
  }

  /** Those of bodies are for whom they are sent to; only their names are known here. */
  private static List<WireEntry.Field> parameters(HttpServletRequest request, String path) {
    List<WireEntry.Field> fields = new ArrayList<>();
    if (request.getQueryString() != null) {
      fields.addAll(Shown.parameters(request.getQueryString()));
    }
    if (path.equals(BACK_CHANNEL)) {
      fields.add(Shown.field("logout_token", "in the body"));
    }
    return fields;
  }

  /** Where the browser is sent on: to the provider's pages, whose answers are not seen here. */
  private void onwards(@Nullable String location) {
    if (location != null && location.startsWith(around.providerOrigin() + "/")) {
      URI uri = URI.create(location);
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      long number =
          around
              .log()
              .sent(
                  Party.BROWSER,
                  Party.PROVIDER,
                  "GET " + Shown.address(uri),
                  Shown.parameters(query));
      around.log().answered(number, "", "the provider's page answers the browser");
    }
  }
}
