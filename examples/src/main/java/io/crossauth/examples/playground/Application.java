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
  private final World world;
  private final Registered me;
  private final OAuthClient client;
  private final SpoiledLogins spoiled;
  private final Desk desk = new Desk();

  Application(Mode mode, World world, Registered me) {
    this.mode = mode;
    this.world = world;
    this.me = me;
    this.client =
        dressed(OAuthClient.builder(world.issuer().toString()))
            .transport(world.noted(world.transport()))
            .build();
    this.spoiled = new SpoiledLogins(this::spoiledClient, world, mode, desk);
  }

  /** What each client of this application is. */
  private OAuthClientBuilder dressed(OAuthClientBuilder builder) {
    OAuthClientBuilder dressed =
        builder
            .clientId(me.clientId())
            .clientAuthentication(me.authentication())
            .platform(world.platform());
    return mode == Mode.DPOP ? dressed.dpop() : dressed;
  }

  /** The same client, between whom and the provider something goes wrong. */
  private OAuthClient spoiledClient(Spoil spoil) {
    return dressed(OAuthClient.builder(client.loadConfig()))
        .transport(world.noted(spoil.spoil(world.transport())))
        .build();
  }

  ServletContextHandler handler() {
    ServletContextHandler handler = new ServletContextHandler(mode.path());
    EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
    handler.addFilter(new FilterHolder(new FrontFilter(world, mode)), "/*", requests);
    handler.addFilter(new FilterHolder(logins()), "/*", requests);
    ApiCalls calls = new ApiCalls(world);
    handler.addServlet(new ServletHolder(new CallServlet(calls, mode, desk)), "/call");
    handler.addServlet(new ServletHolder(spoiled), "/try");
    handler.addServlet(new ServletHolder(spoiled), "/tried");
    Page page = new Page(mode, world, me.clientId(), calls, desk);
    handler.addServlet(new ServletHolder(new PageServlet(page, world, desk)), "/");
    return handler;
  }

  /** Two filters on one store, as two nodes are: they differ in what a login asks for. */
  private Logins logins() {
    SealingKey key = SealingKey.ephemeral();
    TokenStore store = TokenStore.inMemory(SESSIONS, LONGEST, world.platform().ticker());
    SessionIndex index = SessionIndex.inMemory(world.platform(), SESSIONS);
    return new Logins(
        filter(key, store, index, "openid", OrdersApi.READ),
        filter(key, store, index, "openid", OrdersApi.READ, OrdersApi.WRITE));
  }

  private LoginFilter filter(
      SealingKey key, TokenStore store, SessionIndex index, String... scopes) {
    LoginFilterBuilder builder =
        LoginFilter.builder(client, world.home(mode), key)
            .login(LoginOptions.scopes(scopes))
            .sessions(store, index)
            .cookie(mode.id())
            .platform(world.platform())
            .protect(ProtectedPath.of("/stepped-up").withMaxAge(OrdersApi.FRESH));
    return builder.build();
  }

  @Override
  public void close() {
    spoiled.close();
    client.close();
  }

  /** The usual login, or one that asks for more. */
  private record Logins(LoginFilter usual, LoginFilter wide) implements Filter {

    @Override
    public void init(FilterConfig config) {
      usual.init(config);
      wide.init(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      boolean more =
          request instanceof HttpServletRequest http
              && http.getRequestURI().endsWith("/login")
              && "write".equals(http.getParameter("scope"));
      (more ? wide : usual).doFilter(request, response, chain);
    }

    @Override
    public void destroy() {
      usual.destroy();
      wide.destroy();
    }
  }
}
