package io.crossauth.examples.playground;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestProvider;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * The playground: one application twice, with Bearer tokens and with DPoP-bound ones, the API that
 * they call, and what went over the wire. For one person, on this machine, with test users alone.
 */
public final class Playground implements AutoCloseable {

  /** Nobody waits for a page that long; a busy machine is no outage. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Ports ports;
  private final ApacheHttpTransport transport;
  private final WireLog log;
  private final OrdersApi api;
  private final List<Application> applications = new ArrayList<>();

  private Playground(TestProvider provider, Platform platform, int port) {
    this.ports = new Ports(port);
    this.transport =
        ApacheHttpTransport.builder().responseTimeout(PATIENCE).callTimeout(PATIENCE).build();
    this.log = new WireLog();
    this.api = OrdersApi.start(provider.issuer().toString(), transport, log, platform);
  }

  private void open(TestProvider provider, Platform platform) {
    Surroundings around =
        new Surroundings(provider.issuer(), ports.port(), api, log, transport, platform);
    ContextHandlerCollection all = new ContextHandlerCollection();
    for (Mode mode : Mode.values()) {
      Registered me = Registered.at(provider, mode, around.home(mode), around.backChannel(mode));
      Application application = new Application(mode, around, me);
      applications.add(application);
      all.addHandler(application.handler());
    }
    all.addHandler(front());
    ports.start(all);
  }

  /**
   * Starts it at a provider of the testkit, where it registers its clients.
   *
   * @param port where on 127.0.0.1 its page is; 0 for any free one
   */
  public static Playground start(TestProvider provider, Platform platform, int port) {
    Playground playground = new Playground(provider, platform, port);
    try {
      playground.open(provider, platform);
      return playground;
    } catch (RuntimeException e) {
      playground.close();
      throw e;
    }
  }

  private static ServletContextHandler front() {
    ServletContextHandler front = new ServletContextHandler("/");
    front.addServlet(new ServletHolder(new Front()), "/");
    return front;
  }

  /** Where its page is, as browsers find it. */
  public URI uri() {
    return URI.create("http://localhost:" + ports.port() + "/");
  }

  @Override
  public void close() {
    ports.close();
    applications.forEach(Application::close);
    api.close();
    transport.close();
  }

  /** Leads to the first of the two. */
  private static final class Front extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      if (request.getRequestURI().equals("/")) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", Mode.BEARER.path() + "/");
      } else {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      }
    }
  }
}
