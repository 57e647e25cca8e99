package io.crossauth.servlet.api;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Where the filter runs; the lenient ones hand on paths that the others refuse themselves. */
enum Container {
  JETTY(false),
  TOMCAT(false),
  LENIENT_JETTY(true),
  LENIENT_TOMCAT(true);

  private final boolean lenient;

  Container(boolean lenient) {
    this.lenient = lenient;
  }

  /** A container that runs. */
  interface Running extends AutoCloseable {
    int port();

    @Override
    void close();
  }

  Running start(Site site) throws Exception {
    return name().endsWith("JETTY") ? jetty(site) : tomcat(site);
  }

  private Running jetty(Site site) throws Exception {
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    if (lenient) {
      http.setUriCompliance(UriCompliance.UNSAFE);
    }
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath(site.context().isEmpty() ? "/" : site.context());
    context.getServletHandler().setDecodeAmbiguousURIs(lenient);
    for (Map.Entry<String, HttpServlet> entry : site.servlets().entrySet()) {
      ServletHolder holder = new ServletHolder(entry.getKey(), entry.getValue());
      holder.setAsyncSupported(true);
      context.addServlet(holder, entry.getKey());
    }
    if (!site.errorPage().isEmpty()) {
      ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
      pages.addErrorPage(500, site.errorPage());
      context.setErrorHandler(pages);
    }
    context.addServletContainerInitializer((classes, started) -> site.start(started));
    server.setHandler(context);
    server.start();
    return new Running() {
      @Override
      public int port() {
        return connector.getLocalPort();
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

  private Running tomcat(Site site) throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setSilent(true);
    Path folder = Files.createTempDirectory("tomcat");
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    if (lenient) {
      connector.setEncodedSolidusHandling("decode");
      connector.setAllowBackslash(true);
      connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
    }
    connector.setAllowTrace(true);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext(site.context(), folder.toString());
    for (Map.Entry<String, HttpServlet> entry : site.servlets().entrySet()) {
      Wrapper wrapper = Tomcat.addServlet(context, entry.getKey(), entry.getValue());
      wrapper.setAsyncSupported(true);
      wrapper.addMapping(entry.getKey());
    }
    if (!site.errorPage().isEmpty()) {
      ErrorPage page = new ErrorPage();
      page.setErrorCode(500);
      page.setLocation(site.errorPage());
      context.addErrorPage(page);
    }
    context.addServletContainerInitializer((classes, started) -> site.start(started), null);
    tomcat.start();
    return new Running() {
      @Override
      public int port() {
        return connector.getLocalPort();
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

  static InetSocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }
}
