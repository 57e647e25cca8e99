package io.crossauth.servlet;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.internal.http.Loopback;
import io.crossauth.platform.Platform;
import io.crossauth.servlet.internal.LocalPath;
import io.crossauth.servlet.internal.PathPattern;
import io.crossauth.servlet.internal.ReturnPath;
import io.crossauth.servlet.internal.Upstream;
import io.crossauth.value.SealingKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link LoginFilter}. Everything has a default but the client, the address and the key.
 * Not safe for use by several threads; what it builds is.
 */
public final class LoginFilterBuilder {

  private final OAuthClient client;
  private final URI base;
  private final List<SealingKey> keys = new ArrayList<>();
  private String below = "";
  private LoginOptions options = LoginOptions.scopes("openid");
  private Duration idle = Duration.ofMinutes(30);
  private Duration absolute = Duration.ofHours(8);
  private final List<ProtectedPath> paths = new ArrayList<>();
  private final List<PathPattern> open = new ArrayList<>();
  private final List<ApiRoute> routes = new ArrayList<>();
  private String afterLogin = "/";
  private String afterLogout = "/";
  private String header = "X-Requested-By";
  private String cookie = "session";
  private @Nullable SSLContext apiTls;
  private Platform platform = Platform.system();
  private @Nullable TokenStore store;
  private @Nullable SessionIndex index;
  private boolean sealed;
  private @Nullable CibaPings pings;

  LoginFilterBuilder(OAuthClient client, URI base, SealingKey key, SealingKey... earlier) {
    this.client = client;
    this.base = checked(base);
    keys.add(key);
    keys.addAll(List.of(earlier));
  }

  private static URI checked(URI base) {
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    String host = base.getHost() == null ? "" : base.getHost();
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    boolean safe = scheme.equals("https") || (scheme.equals("http") && Loopback.is(host));
    boolean bare =
        base.getRawUserInfo() == null
            && base.getRawQuery() == null
            && base.getRawFragment() == null
            && (path.isEmpty() || path.equals("/") || LocalPath.parse(path).isPresent());
    if (!safe || host.isEmpty() || !bare) {
      throw new IllegalArgumentException(
          "base: expected https://host[:port][/path], or http of this machine, found something"
              + " else");
    }
    int usual = scheme.equals("https") ? 443 : 80;
    String port = base.getPort() < 0 || base.getPort() == usual ? "" : ":" + base.getPort();
    String end = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return URI.create(scheme + "://" + host.toLowerCase(Locale.ROOT) + port + end);
  }

  /**
   * Sets what logins ask for.
   *
   * @param asked scopes and other parameters; {@code openid} alone by default. {@code
   *     response_mode=form_post} makes the login's cookie {@code SameSite=None}
   * @return this builder
   */
  public LoginFilterBuilder login(LoginOptions asked) {
    options = asked;
    return this;
  }

  /**
   * Keeps sessions in a store; in the memory of this process by default, 100,000 of them.
   *
   * @param tokens the store, such as {@code storage.tokens(key)}
   * @param logouts the index of the same back end, by which logouts that the provider tells any
   *     node end sessions of all nodes
   * @return this builder
   */
  public LoginFilterBuilder sessions(TokenStore tokens, SessionIndex logouts) {
    store = tokens;
    index = logouts;
    sealed = false;
    return this;
  }

  /**
   * Keeps sessions in sealed cookies, and nowhere else: without a refresh token, so that a session
   * lasts no longer than its access token; and a logout here does not reach a copy of the cookies.
   * An access token and an ID token of about 4 KiB together fit.
   *
   * @return this builder
   */
  public LoginFilterBuilder sealedCookies() {
    return sealedCookies(null);
  }

  /**
   * Keeps sessions in sealed cookies, and which logins have ended in an index, which is asked at
   * each request.
   *
   * @param ended shared by all nodes
   * @return this builder
   */
  public LoginFilterBuilder sealedCookies(@Nullable SessionIndex ended) {
    sealed = true;
    store = null;
    index = ended;
    return this;
  }

  /**
   * Sets how long sessions last.
   *
   * @param unused how long a session may rest: one second at least; 30 minutes by default, and no
   *     longer than the provider says that its refresh token may
   * @param atMost how long it lasts in any case: no less; 8 hours by default
   * @return this builder
   * @throws IllegalArgumentException if they are less
   */
  public LoginFilterBuilder lasting(Duration unused, Duration atMost) {
    if (unused.toSeconds() < 1 || atMost.compareTo(unused) < 0) {
      throw new IllegalArgumentException(
          "lasting: expected a second or more, and at most no less, found less");
    }
    idle = unused;
    absolute = atMost;
    return this;
  }

  /**
   * Protects paths: pages are sent to the login, scripts get 401.
   *
   * @param patterns as {@link ProtectedPath#of} takes them; none by default
   * @return this builder
   * @throws IllegalArgumentException if one is none
   */
  public LoginFilterBuilder protect(String... patterns) {
    Arrays.stream(patterns).map(ProtectedPath::of).forEach(paths::add);
    return this;
  }

  /**
   * Protects paths that want more than a login.
   *
   * @param rules the paths
   * @return this builder
   */
  public LoginFilterBuilder protect(ProtectedPath... rules) {
    paths.addAll(List.of(rules));
    return this;
  }

  /**
   * Opens paths below protected ones to everybody: {@code protect("/*").open("/", "/assets/*")}.
   *
   * @param patterns as {@link ProtectedPath#of} takes them; they count where they are more exact
   * @return this builder
   * @throws IllegalArgumentException if one is none
   */
  public LoginFilterBuilder open(String... patterns) {
    Arrays.stream(patterns).map(PathPattern::parse).forEach(open::add);
    return this;
  }

  /**
   * Calls APIs for the application's own pages.
   *
   * @param ways from which paths to which API; none by default
   * @return this builder
   * @throws IllegalArgumentException if two begin alike
   */
  public LoginFilterBuilder routes(ApiRoute... ways) {
    for (ApiRoute way : ways) {
      if (routes.stream().anyMatch(other -> other.prefix().equals(way.prefix()))) {
        throw new IllegalArgumentException(
            "routes: expected one for " + way.prefix() + ", found two");
      }
      routes.add(way);
    }
    return this;
  }

  /**
   * Puts our endpoints below a path: {@code /auth} makes {@code /auth/login} and {@code
   * /auth/callback}.
   *
   * @param path a decoded path of ASCII; by default they are at the top
   * @return this builder
   * @throws IllegalArgumentException if it is none
   */
  public LoginFilterBuilder endpointsBelow(String path) {
    below = PathPattern.parse(path + "/*").prefix();
    return this;
  }

  /**
   * Sets where people go who have logged in or out without being on their way somewhere.
   *
   * @param login a path of the application, with its query if it has one; {@code /} by default
   * @param logout a path of the application, as it is registered among {@code
   *     post_logout_redirect_uris} behind the application's address; {@code /} by default
   * @return this builder
   * @throws IllegalArgumentException if one is more than that
   */
  public LoginFilterBuilder afterwards(String login, String logout) {
    Function<String, IllegalArgumentException> wrong =
        name -> new IllegalArgumentException(name + ": expected a path, found something else");
    afterLogin = ReturnPath.parse(login).orElseThrow(() -> wrong.apply("login"));
    afterLogout = ReturnPath.parse(logout).orElseThrow(() -> wrong.apply("logout"));
    return this;
  }

  /**
   * Sets the header field that the application's scripts send, with any value, on every call.
   *
   * @param name its name, one that no browser sends by itself; {@code X-Requested-By} by default
   * @return this builder
   * @throws IllegalArgumentException if it is none
   */
  public LoginFilterBuilder csrfHeader(String name) {
    // Others are sent by forms, or by other origins without a preflight.
    if (!name.matches("[Xx]-[A-Za-z0-9-]{1,60}")) {
      throw new IllegalArgumentException("csrfHeader: expected X-Something, found something else");
    }
    header = name;
    return this;
  }

  /**
   * Sets the name of the session's cookie, for several applications on one host.
   *
   * @param name letters, digits and dashes, behind {@code __Host-Http-}; {@code session} by default
   * @return this builder
   * @throws IllegalArgumentException if it is none
   */
  public LoginFilterBuilder cookie(String name) {
    if (!name.matches("[A-Za-z0-9-]{1,40}")) {
      throw new IllegalArgumentException(
          "cookie: expected letters, digits and dashes, found something else");
    }
    cookie = name;
    return this;
  }

  /**
   * Takes the provider's notifications of logins on people's devices (CIBA, ping mode) at {@code
   * /ciba-ping}, which is to be registered as {@code backchannel_client_notification_endpoint}.
   *
   * @param receiver {@code client.ciba().pings(store, listener)}; none by default, and there is no
   *     such endpoint
   * @return this builder
   * @see <a
   *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback">
   *     CIBA Core 1.0 section 10.2</a>
   */
  public LoginFilterBuilder cibaPings(CibaPings receiver) {
    pings = receiver;
    return this;
  }

  /**
   * Sets the TLS to APIs; the machine's by default. Host names are checked, and TLS is 1.2 at
   * least, all the same.
   *
   * @param context whom to trust, and which certificate to show
   * @return this builder
   */
  public LoginFilterBuilder apiTls(SSLContext context) {
    apiTls = context;
    return this;
  }

  /**
   * Sets the platform: clock, scheduler, random; the system's by default.
   *
   * @param other the platform
   * @return this builder
   */
  public LoginFilterBuilder platform(Platform other) {
    platform = other;
    return this;
  }

  /** {@return the filter; it has called nobody} */
  public LoginFilter build() {
    Settings settings =
        new Settings(
            client,
            base,
            below,
            List.copyOf(keys),
            options,
            idle,
            absolute,
            List.copyOf(paths),
            List.copyOf(open),
            afterLogin,
            afterLogout,
            header,
            cookie,
            platform);
    Optional<PingEndpoint> pinged =
        Optional.ofNullable(pings).map(to -> new PingEndpoint(to, platform.ticker()));
    return new LoginFilter(
        settings, where(settings), pinged, List.copyOf(routes), new Upstream(apiTls));
  }

  private Sessions where(Settings settings) {
    if (sealed) {
      return new SealedSessions(settings, index);
    }
    SessionIndex logouts = index == null ? SessionIndex.inMemory(platform, 100_000) : index;
    TokenStore tokens =
        store == null ? TokenStore.inMemory(100_000, absolute, platform.ticker()) : store;
    return new StoredSessions(settings, logouts.over(tokens, absolute), logouts);
  }
}
