package io.crossauth.benchmarks.servlet;

import io.crossauth.servlet.api.ResourceServerFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A servlet on Tomcat, with filters before it for some addresses. */
final class Application implements AutoCloseable {

  /** Where the servlet looks at the token, as any check of it has to. */
  static final String READING = "/reading";

  private static final class Hello extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      boolean reading = request.getRequestURI().startsWith(READING);
      if (reading && request.getHeader("Authorization") == null) {
        throw new IllegalStateException("expected a token, found none");
      }
      response.setContentLength(6);
      response.getOutputStream().print("hello!");
    }
  }

  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();
  private final Gauge gauge = new Gauge();
  private final Map<String, ResourceServerFilter> filters = new LinkedHashMap<>();
  private final int port;
  private final Map<String, Filter> others = new LinkedHashMap<>();

  private Application(int port) {
    this.port = port;
  }

  /** Its port is known before it starts: the filter for logins wants its address. */
  static Application create() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return new Application(free.getLocalPort());
    }
  }

  /** A filter for the paths below these. */
  Application below(List<String> prefixes, Filter filter) {
    prefixes.forEach(prefix -> others.put(prefix, filter));
    return this;
  }

  Application with(String pattern, ResourceServerFilter filter) {
    filters.put(pattern, filter);
    return this;
  }

  void start() throws IOException, LifecycleException {
    String folder = Files.createTempDirectory("benchmark").toString();
    tomcat.setSilent(true);
    tomcat.setBaseDir(folder);
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder);
    Tomcat.addServlet(context, "hello", new Hello()).addMapping("/");
    context.addServletContainerInitializer(
        (classes, started) -> {
          started
              .addFilter("gauge", gauge)
              .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
          filters.forEach((pattern, filter) -> filter.addTo(started, pattern));
          others.forEach(
              (prefix, filter) ->
                  started
                      .addFilter(prefix, filter)
                      .addMappingForUrlPatterns(
                          EnumSet.of(DispatcherType.REQUEST), false, prefix + "/*"));
        },
        null);
    tomcat.start();
  }

  int port() {
    return port;
  }

  Gauge gauge() {
    return gauge;
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
