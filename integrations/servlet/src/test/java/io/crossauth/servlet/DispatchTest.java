package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the application itself sends elsewhere: it still knows who is there. */
@DisplayName("A request that the application dispatches")
class DispatchTest {

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  /** {@code /account/async} goes on to {@code /account/then} with the container's own request. */
  private static final class Dispatching extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      if (request.getDispatcherType() != DispatcherType.REQUEST) {
        boolean known = WebSession.of(request).isPresent();
        String who = request.getUserPrincipal() == null ? "nobody" : "somebody";
        response
            .getWriter()
            .print(request.getDispatcherType() + " " + who + " " + request.getAuthType() + known);
      } else if (request.getRequestURI().endsWith("/async")) {
        request.startAsync().dispatch("/account/then");
      } else {
        request.getRequestDispatcher("/account/then").forward(request, response);
      }
    }
  }

  private RawBrowser browser(Container container) {
    Scene.Late late = new Scene.Late();
    Container.Running running = container.start("", late, new Dispatching());
    scene.closing(running);
    OAuthClient client = scene.client(UnaryOperator.identity());
    scene.closing(client);
    late.become(
        LoginFilter.builder(client, URI.create("http://127.0.0.1:" + running.port()), scene.key)
            .platform(scene.platform)
            .build());
    RawBrowser browser = new RawBrowser(running.port());
    scene.login(browser);
    return browser;
  }

  @ParameterizedTest
  @EnumSource
  void knows_who_is_there(Container container) {
    RawBrowser browser = browser(container);

    assertThat(browser.visit("/account/async").body()).isEqualTo("ASYNC somebody oidctrue");
    assertThat(browser.visit("/account/forward").body()).isEqualTo("FORWARD somebody oidctrue");
  }

  @ParameterizedTest
  @EnumSource
  void is_nobodys_where_nobody_is_logged_in(Container container) {
    RawBrowser browser = browser(container);
    browser.cookies().clear();

    assertThat(browser.visit("/account/async").body()).isEqualTo("ASYNC nobody nullfalse");
  }
}
