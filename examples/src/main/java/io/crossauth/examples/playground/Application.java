package io.crossauth.examples.playground;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.LoginFilterBuilder;
import io.crossauth.servlet.ProtectedPath;
import io.crossauth.value.SealingKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** One of the two applications: a client, its login filter, and the pages behind that. */
final class Application implements AutoCloseable {

  private static final int SESSIONS = 1_000;
  private static final Duration LONGEST = Duration.ofHours(8);

  private final Mode mode;
  private final Surroundings around;
  private final Registered me;
  private final OAuthClient client;
  private final SpoiledLogins spoiled;
  private final Desk desk = new Desk();

  Application(Mode mode, Surroundings around, Registered me) {
    this.mode = mode;
    this.around = around;
    this.me = me;
    this.client =
        dressed(OAuthClient.builder(around.issuer().toString()))
            .transport(around.noted(around.transport()))
            .build();
    this.spoiled = new SpoiledLogins(this::spoiledClient, around, mode, desk);
  }

  /** What each client of this application is. */
  private OAuthClientBuilder dressed(OAuthClientBuilder builder) {
    OAuthClientBuilder dressed =
        builder
            .clientId(me.clientId())
            .clientAuthentication(me.authentication())
            .platform(around.platform());
    return mode == Mode.DPOP ? dressed.dpop() : dressed;
  }

  /** The same client, between whom and the provider something goes wrong. */
  private OAuthClient spoiledClient(Spoil spoil) {
    return dressed(OAuthClient.builder(client.loadConfig()))
        .transport(around.noted(spoil.spoil(around.transport())))
        .build();
  }

  ServletContextHandler handler() {
    ServletContextHandler handler = new ServletContextHandler(mode.path());
    EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
    handler.addFilter(new FilterHolder(new FrontFilter(around, mode)), "/*", requests);
    handler.addFilter(new FilterHolder(logins()), "/*", requests);
    ApiCalls calls = new ApiCalls(around);
    handler.addServlet(new ServletHolder(new CallServlet(calls, mode, desk)), "/call");
    handler.addServlet(new ServletHolder(spoiled), "/try");
    handler.addServlet(new ServletHolder(spoiled), "/tried");
    Page page = new Page(mode, around, me.clientId(), calls, desk);
    handler.addServlet(new ServletHolder(new PageServlet(page, around, desk)), "/");
    return handler;
  }

  /** Two filters on one store, as two nodes are: they differ in what a login asks for. */
  private Logins logins() {
    SealingKey key = SealingKey.ephemeral();
    TokenStore store = TokenStore.inMemory(SESSIONS, LONGEST, around.platform().ticker());
    SessionIndex index = SessionIndex.inMemory(around.platform(), SESSIONS);
    return new Logins(
        filter(key, store, index, "openid", OrdersApi.READ),
        filter(key, store, index, "openid", OrdersApi.READ, OrdersApi.WRITE),
        desk);
  }

  private LoginFilter filter(
      SealingKey key, TokenStore store, SessionIndex index, String... scopes) {
    LoginFilterBuilder builder =
        LoginFilter.builder(client, around.home(mode), key)
            .login(LoginOptions.scopes(scopes))
            .sessions(store, index)
            .cookie(mode.id())
            .platform(around.platform())
            .protect(ProtectedPath.of("/stepped-up").withMaxAge(OrdersApi.FRESH));
    return builder.build();
  }

  @Override
  public void close() {
    spoiled.close();
    client.close();
  }

  /** The usual login, or one that asks for more. */
  private record Logins(LoginFilter usual, LoginFilter wide, Desk desk) implements Filter {

    @Override
    public void init(FilterConfig config) {
      usual.init(config);
      wide.init(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (request instanceof HttpServletRequest http && http.getRequestURI().endsWith("/logout")) {
        desk.clear();
      }
      if (request instanceof HttpServletRequest http && http.getRequestURI().endsWith("/login")) {
        boolean more = "write".equals(http.getParameter("scope"));
        (more ? wide : usual).doFilter(http, response, chain);
      } else {
        usual.doFilter(request, response, chain);
      }
    }

    @Override
    public void destroy() {
      usual.destroy();
      wide.destroy();
    }
  }
}
