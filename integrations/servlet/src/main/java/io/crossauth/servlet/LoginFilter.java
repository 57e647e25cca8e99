package io.crossauth.servlet;

import io.crossauth.client.OAuthClient;
import io.crossauth.servlet.internal.Arrival;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.LocalPath;
import io.crossauth.servlet.internal.Pages;
import io.crossauth.servlet.internal.Upstream;
import io.crossauth.value.SealingKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logs people in to a web application: login, callback, session, logout, protected paths, and calls
 * to APIs for the application's own pages. Tokens stay on the server; the browser has cookies that
 * no script reads.
 *
 * <p>Map it to all paths ({@code /*}), before all other filters that read a body. A path that two
 * readers could understand differently is answered 400 before anybody reads it.
 *
 * <p>Immutable and safe for use by many threads. It belongs to one application; close it, or let
 * the container do it, when the application ends. The client stays open.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-oauth-browser-based-apps/">OAuth 2.0
 *     for Browser-Based Applications</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect Core 1.0</a>
 */
public final class LoginFilter implements Filter, AutoCloseable {

  /** RFC 9110 section 9.3.8: TRACE gives back what scripts must not see: cookies. */
  private static final Set<String> NEVER = Set.of("TRACE", "CONNECT");

  private final Settings settings;
  private final String origin;
  private final Sessions sessions;
  private final Optional<PingEndpoint> pings;
  private final List<ApiRoute> routes;
  private final Upstream upstream;
  private volatile @Nullable Parts parts;

  LoginFilter(
      Settings settings,
      Sessions sessions,
      Optional<PingEndpoint> pings,
      List<ApiRoute> routes,
      Upstream upstream) {
    this.settings = settings;
    this.origin = settings.origin();
    this.sessions = sessions;
    this.pings = pings;
    this.routes = routes;
    this.upstream = upstream;
  }

  /**
   * Begins a filter.
   *
   * @param client logs in; its redirect URI is not used: that of the filter is {@code base +
   *     "/callback"}
   * @param base the application's address as browsers have it, context path included: https, or
   *     http of this machine. Nothing is believed of {@code Host} or {@code X-Forwarded-*}
   * @param key seals the cookies; all nodes share it
   * @param earlier keys whose cookies still open, and one that will seal next
   * @return the builder
   * @throws IllegalArgumentException if the address is none
   */
  public static LoginFilterBuilder builder(
      OAuthClient client, URI base, SealingKey key, SealingKey... earlier) {
    return new LoginFilterBuilder(client, base, key, earlier);
  }

  /** Everything that answers; made when the container has said where to log. */
  private record Parts(LoginEndpoints login, LogoutEndpoints logout, Gate gate, ApiProxy proxy) {}

  @Override
  public void init(FilterConfig config) {
    Failures failures = new Failures(config.getServletContext(), settings.platform().random());
    Gate gate = new Gate(settings, sessions, failures);
    parts =
        new Parts(
            new LoginEndpoints(settings, sessions, failures),
            new LogoutEndpoints(settings, sessions, failures),
            gate,
            new ApiProxy(settings, routes, gate, failures, upstream));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      dispatched(request, response, chain);
      return;
    }
    if (NEVER.contains(http.getMethod())) {
      Pages.empty(answer, 405);
      return;
    }
    Optional<LocalPath> path = local(http);
    if (path.isEmpty()) {
      Pages.json(answer, 400, Map.of("error", "invalid_request"));
      return;
    }
    Arrival arrival = new Arrival(http, origin, settings.header());
    Visit visit = new Visit(http, answer, path.get(), arrival, Cookies.of(http));
    if (!served(visit)) {
      goOn(visit, chain);
    }
  }

  /** The application's own forwards, error pages and async work: it knows what it does. */
  private static void dispatched(
      ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean known = request.getAttribute(WebSession.ATTRIBUTE) instanceof WebSession.Found;
    chain.doFilter(
        known && request instanceof HttpServletRequest http
            ? new Known(http, (WebSession.Found) http.getAttribute(WebSession.ATTRIBUTE))
            : request,
        response);
  }

  /** The path behind the context path; empty if the container may read it in another way. */
  private static Optional<LocalPath> local(HttpServletRequest request) {
    String context = request.getContextPath();
    String raw = request.getRequestURI();
    String info = request.getPathInfo();
    String seen = info == null ? request.getServletPath() : request.getServletPath() + info;
    if (!raw.startsWith(context)) {
      return Optional.empty();
    }
    String rest = raw.substring(context.length());
    return LocalPath.parse(rest.isEmpty() ? "/" : rest)
        .filter(path -> path.decoded().equals(seen.isEmpty() ? "/" : seen));
  }

  private boolean served(Visit visit) throws IOException {
    Parts all = parts();
    Optional<String> own = visit.path().below(settings.below());
    if (pings.isPresent() && own.filter(Settings.CIBA_PING::equals).isPresent()) {
      pings.get().receive(visit);
      return true;
    }
    switch (own.orElse("")) {
      case Settings.LOGIN -> all.login().login(visit);
      case Settings.CALLBACK -> all.login().callback(visit);
      case Settings.LOGOUT -> all.logout().logout(visit);
      case Settings.SESSION -> all.gate().session(visit);
      case Settings.BACK_CHANNEL -> all.logout().backChannel(visit);
      case Settings.FRONT_CHANNEL -> all.logout().frontChannel(visit);
      default -> {
        Optional<ApiRoute> route = all.proxy().route(visit);
        if (route.isPresent()) {
          all.proxy().serve(visit, route.get());
        }
        return route.isPresent();
      }
    }
    return true;
  }

  private void goOn(Visit visit, FilterChain chain) throws IOException, ServletException {
    Optional<WebSession> session = Optional.empty();
    Optional<ProtectedPath> rule = settings.protection(visit.path());
    if (rule.isPresent()) {
      session = parts().gate().admitted(visit, rule);
      if (session.isEmpty()) {
        return;
      }
      // What only a person who is logged in may see is not kept for the next one.
      visit.response().setHeader("Cache-Control", "no-store");
    }
    // What another origin sends to change something comes without the person's session.
    Cookies cookies = visit.arrival().mayChange() ? visit.cookies() : Cookies.none();
    Attending found = new Attending(cookies, session.orElse(null));
    visit.request().setAttribute(WebSession.ATTRIBUTE, found);
    chain.doFilter(new Known(visit.request(), found), visit.response());
  }

  private Parts parts() {
    Parts made = parts;
    if (made == null) {
      throw new IllegalStateException("filter: expected a call of init before, found none");
    }
    return made;
  }

  /** The session of a request, looked for once, when somebody asks. */
  private final class Attending implements WebSession.Found {

    private final Cookies cookies;
    private volatile @Nullable WebSession known;
    private volatile boolean looked;

    Attending(Cookies cookies, @Nullable WebSession session) {
      this.cookies = cookies;
      this.known = session;
      this.looked = session != null;
    }

    @Override
    public Optional<WebSession> session() {
      if (!looked) {
        known = sessions.find(cookies).orElse(null);
        looked = true;
      }
      return Optional.ofNullable(known);
    }
  }

  /** A request that knows who is logged in. */
  private static final class Known extends HttpServletRequestWrapper {

    private final WebSession.Found found;

    Known(HttpServletRequest request, WebSession.Found found) {
      super(request);
      this.found = found;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
      return found.session().orElse(null);
    }

    @Override
    public @Nullable String getRemoteUser() {
      return found.session().map(WebSession::subject).orElse(null);
    }

    @Override
    public @Nullable String getAuthType() {
      return found.session().isPresent() ? "oidc" : null;
    }
  }

  @Override
  public void destroy() {
    close();
  }

  /** Ends renewals in good order, and the connections to the APIs. */
  @Override
  public void close() {
    upstream.close();
    sessions.close();
  }

  /** {@return where the application is} */
  @Override
  public String toString() {
    return "LoginFilter[" + settings.base() + "]";
  }
}
