package io.crossauth.servlet.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A web application, and how its container speaks.
 *
 * @param context its context path; empty for the root
 * @param servlets by their patterns
 * @param starting registers filters
 * @param errorPage where failures are dispatched to; empty for none
 * @param lenient whether the container hands on paths that it would refuse itself
 * @param http2 whether it speaks HTTP/2 without TLS, too
 * @param tls null for none; Jetty alone
 */
public record Deployment(
    String context,
    Map<String, HttpServlet> servlets,
    Consumer<ServletContext> starting,
    String errorPage,
    boolean lenient,
    boolean http2,
    SSLContext tls) {

  /** At the root, without anything unusual. */
  public static Deployment of(
      Map<String, HttpServlet> servlets, Consumer<ServletContext> starting) {
    return new Deployment("", servlets, starting, "", false, false, null);
  }

  /** One servlet behind one filter. */
  public static Deployment of(Filter filter, HttpServlet servlet) {
    return of(
        Map.of("/", servlet),
        context -> {
          FilterRegistration.Dynamic registration = context.addFilter("login", filter);
          registration.setAsyncSupported(true);
          registration.addMappingForUrlPatterns(
              EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD),
              false,
              "/*");
        });
  }

  public Deployment at(String path) {
    return new Deployment(path, servlets, starting, errorPage, lenient, http2, tls);
  }

  public Deployment withErrorPage(String path) {
    return new Deployment(context, servlets, starting, path, lenient, http2, tls);
  }

  public Deployment inLenient() {
    return new Deployment(context, servlets, starting, errorPage, true, http2, tls);
  }

  public Deployment withHttp2() {
    return new Deployment(context, servlets, starting, errorPage, lenient, true, tls);
  }

  public Deployment withTls(SSLContext secure) {
    return new Deployment(context, servlets, starting, errorPage, lenient, http2, secure);
  }
}
