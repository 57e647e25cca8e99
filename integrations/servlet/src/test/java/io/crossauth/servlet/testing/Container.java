package io.crossauth.servlet.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The servlet containers that the tests run on. */
public enum Container {
  JETTY,
  TOMCAT;

  // Held, so that its level stays.
  private static final Logger CATALINA = Logger.getLogger("org.apache");

  /** An application that runs. */
  public interface Running extends AutoCloseable {

    int port();

    @Override
    void close();
  }

  /** Starts an application below a context path ({@code ""} for the root) on a free port. */
  public Running start(String context, Filter filter, HttpServlet servlet) {
    return start(context, filter, servlet, null);
  }

  /** The same with TLS; Jetty alone. */
  public Running startTls(Filter filter, HttpServlet servlet, SSLContext tls) {
    return start("", filter, servlet, tls);
  }

  private Running start(String context, Filter filter, HttpServlet servlet, SSLContext tls) {
    try {
      return this == JETTY
          ? jetty(context, filter, servlet, tls)
          : tomcat(context, filter, servlet);
    } catch (Exception e) {
      throw new IllegalStateException("the container does not start", e);
    }
  }

  private static Running jetty(String context, Filter filter, HttpServlet servlet, SSLContext tls)
      throws Exception {
    Server server = new Server();
    ServerConnector connector;
    if (tls == null) {
      connector = new ServerConnector(server);
    } else {
      SslContextFactory.Server secure = new SslContextFactory.Server();
      secure.setSslContext(tls);
      HttpConfiguration https = new HttpConfiguration();
      https.addCustomizer(new SecureRequestCustomizer(false));
      connector = new ServerConnector(server, secure, new HttpConnectionFactory(https));
    }
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.SESSIONS);
    handler.setContextPath(context.isEmpty() ? "/" : context);
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    handler.addFilter(
        holder,
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD));
    handler.addServlet(new ServletHolder(servlet), "/");
    server.setHandler(handler);
    server.start();
    int port = connector.getLocalPort();
    return new Running() {
      @Override
      public int port() {
        return port;
      }

      @Override
      public void close() {
        try {
          server.stop();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private static Running tomcat(String context, Filter filter, HttpServlet servlet)
      throws IOException, LifecycleException {
    CATALINA.setLevel(Level.OFF);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    Context application = tomcat.addContext(context, null);
    FilterDef definition = new FilterDef();
    definition.setFilterName("login");
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    application.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("login");
    map.addURLPatternDecoded("/*");
    map.setDispatcher("REQUEST");
    map.setDispatcher("ASYNC");
    map.setDispatcher("FORWARD");
    application.addFilterMap(map);
    Tomcat.addServlet(application, "application", servlet).setAsyncSupported(true);
    application.addServletMappingDecoded("/", "application");
    tomcat.start();
    int port = connector.getLocalPort();
    return new Running() {
      @Override
      public int port() {
        return port;
      }

      @Override
      public void close() {
        try {
          tomcat.stop();
          tomcat.destroy();
        } catch (LifecycleException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  /** The address of the root. */
  public static URI base(Running running) {
    return URI.create("http://127.0.0.1:" + running.port());
  }
}
