package io.crossauth.servlet.testing;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.LoginFilterBuilder;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A provider, applications that log in with it, and a date that the tests move. */
public final class Scene implements AutoCloseable {

  public final FakeTime time = FakeTime.create();
  public final Platform platform = Platform.system().withClock(time);
  public final InProcessProvider provider;
  public final SealingKey key = SealingKey.ephemeral();

  /** A busy machine is no outage. */
  private final ApacheHttpTransport patient =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofMinutes(1))
          .callTimeout(Duration.ofMinutes(1))
          .build();

  private final AtomicReference<String> sid = new AtomicReference<>("");
  private final List<AutoCloseable> closing = new ArrayList<>();

  public Scene() {
    provider = InProcessProvider.builder().clock(time).start();
    seen(UnaryOperator.identity());
    closing.add(provider);
    closing.add(patient);
  }

  /** Edits the ID tokens that come, and sees which login they are of. */
  public void seen(UnaryOperator<TokenDraft> edit) {
    provider
        .faults()
        .idToken(
            token -> {
              sid.set(String.valueOf(token.claims().get("sid")));
              return edit.apply(token);
            });
  }

  /** An application that runs in a container. */
  public static final class App {

    public final int port;
    public final LoginFilter filter;

    App(int port, LoginFilter filter) {
      this.port = port;
      this.filter = filter;
    }

    public RawBrowser browser() {
      return new RawBrowser(port);
    }

    public String base() {
      return "http://127.0.0.1:" + port;
    }
  }

  public App start(Container container, UnaryOperator<LoginFilterBuilder> settings) {
    return start(container, "", settings);
  }

  public App start(
      Container container, String context, UnaryOperator<LoginFilterBuilder> settings) {
    return start(container, context, settings, UnaryOperator.identity());
  }

  /** The same with other keys. */
  public App start(
      Container container,
      SealingKey sealing,
      SealingKey earlier,
      UnaryOperator<LoginFilterBuilder> settings) {
    return start(container, "", settings, UnaryOperator.identity(), sealing, earlier);
  }

  public App start(
      Container container,
      String context,
      UnaryOperator<LoginFilterBuilder> settings,
      UnaryOperator<OAuthClientBuilder> clientSettings) {
    return start(container, context, settings, clientSettings, key);
  }

  private App start(
      Container container,
      String context,
      UnaryOperator<LoginFilterBuilder> settings,
      UnaryOperator<OAuthClientBuilder> clientSettings,
      SealingKey sealing,
      SealingKey... earlier) {
    Late late = new Late();
    Container.Running running = container.start(context, late, new Application());
    return started(running, late, context, settings, client(clientSettings), sealing, earlier);
  }

  /** The same at the root, over HTTP/2 too. */
  public App startHttp2(Container container, UnaryOperator<LoginFilterBuilder> settings) {
    Late late = new Late();
    Container.Running running = container.start(Deployment.of(late, new Application()).withHttp2());
    return started(running, late, "", settings, client(UnaryOperator.identity()), key);
  }

  private App started(
      Container.Running running,
      Late late,
      String context,
      UnaryOperator<LoginFilterBuilder> settings,
      OAuthClient client,
      SealingKey sealing,
      SealingKey... earlier) {
    URI base = URI.create(Container.base(running) + context);
    LoginFilter filter =
        settings
            .apply(LoginFilter.builder(client, base, sealing, earlier).platform(platform))
            .build();
    late.become(filter);
    closing.add(0, client);
    closing.add(0, running);
    return new App(running.port(), filter);
  }

  public OAuthClient client(UnaryOperator<OAuthClientBuilder> settings) {
    return settings
        .apply(
            OAuthClient.builder(provider.issuer().toString())
                .clientId(TestClients.CONFIDENTIAL)
                .clientSecret(Secret.of(TestClients.SECRET))
                .transport(patient)
                .platform(platform))
        .build();
  }

  /** Logs alice in; the answer to the callback. */
  public Answer login(RawBrowser browser) {
    return login(browser, "/login", TestUsers.ALICE);
  }

  public Answer login(RawBrowser browser, String from, String user) {
    Answer begun = browser.visit(from);
    if (begun.status() != 303) {
      throw new AssertionError("expected a redirect to the provider, found " + begun);
    }
    return comeBack(browser, URI.create(begun.header("location")), user);
  }

  /** The provider's half of a login, and the callback. */
  public Answer comeBack(RawBrowser browser, URI authorization, String user) {
    Callback callback = atProvider(authorization, user);
    if (callback.method().equals("POST")) {
      return browser.form(callback.uri().getRawPath(), callback.form(), "Accept: text/html");
    }
    return browser.visitFromElsewhere(target(callback));
  }

  public Callback atProvider(URI authorization, String user) {
    return Browser.create().login(authorization, user, TestUsers.password(user));
  }

  public static String target(Callback callback) {
    return callback.uri().getRawPath() + "?" + callback.uri().getRawQuery();
  }

  /** The {@code sid} of the login that was last. */
  public String sid() {
    return sid.get();
  }

  /** Closed last. */
  public void closing(AutoCloseable thing) {
    closing.add(thing);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable thing : closing) {
      thing.close();
    }
  }

  /** The port is known when the container runs, and the filter must know it. */
  public static final class Late implements Filter {

    private volatile FilterConfig config;
    private volatile Filter filter;

    @Override
    public void init(FilterConfig given) {
      config = given;
    }

    public void become(Filter real) {
      try {
        real.init(config);
      } catch (ServletException e) {
        throw new IllegalStateException(e);
      }
      filter = real;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      filter.doFilter(request, response, chain);
    }

    @Override
    public void destroy() {
      filter.destroy();
    }
  }
}
