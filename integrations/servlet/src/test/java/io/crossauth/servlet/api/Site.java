package io.crossauth.servlet.api;

import io.crossauth.servlet.testing.Deployment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A web application of a test: its servlets, which note that they were reached. */
final class Site {

  /** What a servlet does beside noting it. */
  interface Work {
    void on(HttpServletRequest request, HttpServletResponse response) throws Exception;
  }

  private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();
  private final List<String> reached = new CopyOnWriteArrayList<>();
  private String context = "";
  private String errorPage = "";
  private Consumer<ServletContext> starting = unused -> {};

  static Site behind(ResourceServerFilter filter) {
    Site site = new Site();
    site.starting = context -> filter.addTo(context);
    return site;
  }

  static Site starting(Consumer<ServletContext> starting) {
    Site site = new Site();
    site.starting = starting;
    return site;
  }

  Site in(String path) {
    this.context = path;
    return this;
  }

  Site withErrorPage(String path) {
    this.errorPage = path;
    return this;
  }

  Site with(String pattern) {
    return with(pattern, (request, response) -> response.getWriter().write("by " + pattern));
  }

  Site with(String pattern, Work work) {
    servlets.put(pattern, new Noting(pattern, work));
    return this;
  }

  Deployment deployment() {
    return Deployment.of(servlets, starting).at(context).withErrorPage(errorPage);
  }

  /** The patterns of the servlets that were reached, in their order. */
  List<String> reached() {
    return reached;
  }

  private final class Noting extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final String pattern;
    private final transient Work work;

    Noting(String pattern, Work work) {
      this.pattern = pattern;
      this.work = work;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      boolean client = request.getDispatcherType() == DispatcherType.REQUEST;
      reached.add(client ? pattern : pattern + " " + request.getDispatcherType());
      try {
        work.on(request, response);
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
