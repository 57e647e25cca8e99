package io.crossauth.servlet.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
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
    return start(Deployment.of(filter, servlet).at(context));
  }

  /** Starts an application on a free port. */
  public Running start(Deployment deployment) {
    try {
      return this == JETTY ? jetty(deployment) : tomcat(deployment);
    } catch (Exception e) {
      throw new IllegalStateException("the container does not start", e);
    }
  }

  private static Running jetty(Deployment deployment) throws Exception {
    Server server = new Server();
    ServerConnector connector = connector(server, deployment);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.SESSIONS);
    handler.setContextPath(deployment.context().isEmpty() ? "/" : deployment.context());
    handler.getServletHandler().setDecodeAmbiguousURIs(deployment.lenient());
    deployment
        .servlets()
        .forEach(
            (pattern, servlet) -> {
              ServletHolder holder = new ServletHolder(pattern, servlet);
              holder.setAsyncSupported(true);
              handler.addServlet(holder, pattern);
            });
    if (!deployment.errorPage().isEmpty()) {
      ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
      pages.addErrorPage(500, deployment.errorPage());
      handler.setErrorHandler(pages);
    }
    handler.addServletContainerInitializer(
        (classes, started) -> deployment.starting().accept(started));
    server.setHandler(handler);
    server.start();
    return running(connector::getLocalPort, server::stop);
  }

  private static ServerConnector connector(Server server, Deployment deployment) {
    HttpConfiguration http = new HttpConfiguration();
    if (deployment.lenient()) {
      http.setUriCompliance(UriCompliance.UNSAFE);
    }
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (deployment.tls() != null) {
      SslContextFactory.Server secure = new SslContextFactory.Server();
      secure.setSslContext(deployment.tls());
      http.addCustomizer(new SecureRequestCustomizer(false));
      return new ServerConnector(server, secure, plain);
    }
    return deployment.http2()
        ? new ServerConnector(server, plain, Http2.on(http))
        : new ServerConnector(server, plain);
  }

  private static Running tomcat(Deployment deployment) throws IOException, LifecycleException {
    CATALINA.setLevel(Level.OFF);
    Tomcat tomcat = new Tomcat();
    tomcat.setSilent(true);
    String folder = Files.createTempDirectory("tomcat").toString();
    tomcat.setBaseDir(folder);
    Connector connector = connector(deployment);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext(deployment.context(), folder);
    deployment
        .servlets()
        .forEach(
            (pattern, servlet) -> {
              Wrapper wrapper = Tomcat.addServlet(context, pattern, servlet);
              wrapper.setAsyncSupported(true);
              wrapper.addMapping(pattern);
            });
    if (!deployment.errorPage().isEmpty()) {
      ErrorPage page = new ErrorPage();
      page.setErrorCode(500);
      page.setLocation(deployment.errorPage());
      context.addErrorPage(page);
    }
    context.addServletContainerInitializer(
        (classes, started) -> deployment.starting().accept(started), null);
    tomcat.start();
    return running(
        connector::getLocalPort,
        () -> {
          tomcat.stop();
          tomcat.destroy();
        });
  }

  private static Connector connector(Deployment deployment) {
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    if (deployment.lenient()) {
      connector.setEncodedSolidusHandling("decode");
      connector.setAllowBackslash(true);
      connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
    }
    if (deployment.http2()) {
      connector.addUpgradeProtocol(new Http2Protocol());
    }
    connector.setAllowTrace(true);
    return connector;
  }

  /** What ends a container. */
  private interface End {
    void now() throws Exception;
  }

  private static Running running(IntSupplier port, End end) {
    return new Running() {
      @Override
      public int port() {
        return port.getAsInt();
      }

      @Override
      public void close() {
        try {
          end.now();
        } catch (Exception e) {
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
