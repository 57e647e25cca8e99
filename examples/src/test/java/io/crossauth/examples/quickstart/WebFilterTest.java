package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.servlet.ApiRoute;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.WebSession;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.value.SealingKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application that people log in to, on both containers. */
class WebFilterTest extends Playground {

  private final SealingKey key = SealingKey.ephemeral();
  private final URI orders = URI.create("https://orders.example.com/v1");

  /** A page that greets. */
  private static final class Account extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String user = request.getRemoteUser();
      WebSession session = WebSession.of(request).orElseThrow();
      Object email = session.claim("email").orElse("unknown");

      response.getWriter().print("hello " + user + ", " + email);
    }
  }

  @Test
  void onJetty() throws Exception {
    int port = freePort();
    URI home = URI.create("http://127.0.0.1:" + port);
    LoginFilter login =
        LoginFilter.builder(client, home, key)
            .protect("/account/*")
            .routes(ApiRoute.of("/api/orders", orders, "GET", "POST"))
            .build();

    Server server = new Server(port);
    ServletContextHandler application = new ServletContextHandler(ServletContextHandler.SESSIONS);
    application.addFilter(new FilterHolder(login), "/*", EnumSet.of(DispatcherType.REQUEST));
    application.addServlet(new ServletHolder(new Account()), "/");
    server.setHandler(application);
    server.start();

    assertThat(greeting(home)).startsWith("hello ");
    server.stop();
  }

  @Test
  void onTomcat(@TempDir Path directory) throws Exception {
    int port = freePort();
    String folder = directory.toString();
    URI home = URI.create("http://127.0.0.1:" + port);
    LoginFilter login =
        LoginFilter.builder(client, home, key)
            .protect("/account/*")
            .routes(ApiRoute.of("/api/orders", orders, "GET", "POST"))
            .build();

    Tomcat tomcat = new Tomcat();
    tomcat.setPort(port);
    tomcat.setBaseDir(folder);
    Context application = tomcat.addContext("", null);
    FilterDef definition = new FilterDef();
    definition.setFilterName("login");
    definition.setFilter(login);
    application.addFilterDef(definition);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("login");
    everywhere.addURLPattern("/*");
    application.addFilterMap(everywhere);
    Tomcat.addServlet(application, "account", new Account());
    application.addServletMappingDecoded("/", "account");
    tomcat.getConnector();
    tomcat.start();

    assertThat(greeting(home)).startsWith("hello ");
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void ofManyNodes() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:web;DB_CLOSE_DELAY=-1");
    JdbcStorage storage = JdbcStorage.in(dataSource);
    storage.createTables();
    URI home = URI.create("https://shop.example.com");

    LoginFilter login =
        LoginFilter.builder(client, home, key)
            .sessions(storage.tokens(key), storage.sessionIndex(key))
            .protect("/account/*")
            .build();

    assertThat(login).hasToString("LoginFilter[https://shop.example.com]");
    login.close();
  }

  @Test
  void ofAnApiWithFieldsOfItsOwn() {
    ApiRoute route =
        ApiRoute.of("/api/orders", orders, "GET", "POST")
            .withRequestHeaders("X-Tenant")
            .withResponseHeaders("X-Next-Page");

    assertThat(route.toString()).contains("/api/orders -> https://orders.example.com/v1");
  }

  /** Logs in as a browser does. */
  private String greeting(URI home) throws IOException {
    HttpURLConnection begun = get(home.resolve("/login?return=/account"), "");
    String cookie = begun.getHeaderField("Set-Cookie").split(";")[0];
    Callback back = logIn(URI.create(begun.getHeaderField("Location")));
    HttpURLConnection landed = get(back.uri(), cookie);
    String session =
        landed.getHeaderFields().entrySet().stream()
            .filter(field -> "Set-Cookie".equalsIgnoreCase(field.getKey()))
            .flatMap(field -> field.getValue().stream())
            .filter(field -> field.startsWith("__Host-Http-session="))
            .map(field -> field.split(";")[0])
            .findFirst()
            .orElseThrow();
    HttpURLConnection page = get(home.resolve("/account"), session);
    return new String(page.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static HttpURLConnection get(URI address, String cookie) throws IOException {
    HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
    request.setInstanceFollowRedirects(false);
    request.setRequestProperty("Accept", "text/html");
    request.setRequestProperty("Cookie", cookie);
    int unused = request.getResponseCode();
    return request;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
