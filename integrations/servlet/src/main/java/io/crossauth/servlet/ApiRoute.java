package io.crossauth.servlet;

import io.crossauth.internal.http.Loopback;
import io.crossauth.servlet.internal.LocalPath;
import io.crossauth.servlet.internal.PathPattern;
import io.crossauth.servlet.internal.ProxyHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A way from the application's own pages to an API, with the access token of the session: all paths
 * below a prefix go to one origin, below one path there, by the methods that are listed. Immutable
 * and safe for use by many threads; each method gives a changed one.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-oauth-browser-based-apps/">OAuth 2.0
 *     for Browser-Based Applications, section 6.1: Backend For Frontend</a>
 */
public final class ApiRoute {

  private static final Set<String> NEVER = Set.of("OPTIONS", "TRACE", "CONNECT");

  private final String prefix;
  private final URI target;
  private final Set<String> methods;
  private final boolean navigation;
  private final boolean sandboxed;
  private final Duration patience;
  private final long mostSent;
  private final long mostReceived;
  private final Set<String> sent;
  private final Set<String> received;

  private ApiRoute(
      String prefix,
      URI target,
      Set<String> methods,
      boolean navigation,
      boolean sandboxed,
      Duration patience,
      long mostSent,
      long mostReceived,
      Set<String> sent,
      Set<String> received) {
    this.prefix = prefix;
    this.target = target;
    this.methods = methods;
    this.navigation = navigation;
    this.sandboxed = sandboxed;
    this.patience = patience;
    this.mostSent = mostSent;
    this.mostReceived = mostReceived;
    this.sent = sent;
    this.received = received;
  }

  /**
   * {@return a route} Answers are sandboxed; 10 MiB at most go there, 1 GiB comes back, with no
   * pause longer than 30 seconds.
   *
   * @param prefix a decoded path of the application: {@code /api/orders}
   * @param target where it leads: {@code https://orders.example.com/v1}; http to this machine alone
   * @param methods the methods that are let through, in capitals; at least one, never {@code
   *     OPTIONS}, {@code TRACE} and {@code CONNECT}. {@code GET} brings {@code HEAD}
   * @throws IllegalArgumentException if one of them is something else
   */
  public static ApiRoute of(String prefix, URI target, String... methods) {
    PathPattern path = PathPattern.parse(prefix + "/*");
    boolean there =
        target.getHost() != null
            && isSafe(target)
            && target.getRawUserInfo() == null
            && target.getRawQuery() == null
            && target.getRawFragment() == null
            && (target.getRawPath().isEmpty()
                || LocalPath.parse(target.getRawPath())
                    .filter(LocalPath::sameElsewhere)
                    .isPresent());
    if (path.prefix().isEmpty() || !there) {
      throw new IllegalArgumentException(
          "route: expected a path such as /api/orders, and https://host[:port][/path], found"
              + " something else");
    }
    Set<String> allowed = new TreeSet<>(Set.of(methods));
    if (allowed.isEmpty() || !allowed.stream().allMatch(ApiRoute::isMethod)) {
      throw new IllegalArgumentException(
          "methods: expected those to let through, in capitals and none of "
              + NEVER
              + ", found something else");
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return new ApiRoute(
        path.prefix(),
        target,
        java.util.Collections.unmodifiableSet(allowed),
        false,
        true,
        Duration.ofSeconds(30),
        10L << 20,
        1L << 30,
        Set.of(),
        Set.of());
  }

  /** RFC 6750 section 5.3: tokens travel over TLS only, or not at all. */
  private static boolean isSafe(URI target) {
    return "https".equalsIgnoreCase(target.getScheme())
        || ("http".equalsIgnoreCase(target.getScheme()) && Loopback.is(target.getHost()));
  }

  private static boolean isMethod(String name) {
    return name.matches("[A-Z]{1,20}") && !NEVER.contains(name);
  }

  /**
   * {@return the same route for what pages load without a script: downloads, images, event streams}
   * A {@code GET} of which the browser says {@code Sec-Fetch-Site: same-origin} needs no further
   * header field then. Not for a {@code GET} that changes something.
   */
  public ApiRoute allowNavigation() {
    return new ApiRoute(
        prefix, target, methods, true, sandboxed, patience, mostSent, mostReceived, sent, received);
  }

  /**
   * {@return the same route, whose answers browsers may show as pages of the application} By
   * default {@code Content-Security-Policy: sandbox} is on them. For an API whose answers are as
   * trustworthy as the application's own pages: a script in them is the application's.
   */
  public ApiRoute unsafeWithoutSandbox() {
    return new ApiRoute(
        prefix,
        target,
        methods,
        navigation,
        false,
        patience,
        mostSent,
        mostReceived,
        sent,
        received);
  }

  /**
   * {@return the same route with another patience}
   *
   * @param time the longest pause until the answer begins, and within it: more than zero; 30
   *     seconds by default
   * @throws IllegalArgumentException if it is zero or less
   */
  public ApiRoute withPatience(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("patience: expected more than zero, found less");
    }
    return new ApiRoute(
        prefix,
        target,
        methods,
        navigation,
        sandboxed,
        time,
        mostSent,
        mostReceived,
        sent,
        received);
  }

  /**
   * {@return the same route with other limits}
   *
   * @param request the most bytes of a request's body, from 0; 10 MiB by default. More is 413
   * @param answer the most bytes of an answer's body, from 0; 1 GiB by default. What is longer
   *     breaks off
   * @throws IllegalArgumentException if one is negative
   */
  public ApiRoute withLimits(long request, long answer) {
    if (request < 0 || answer < 0) {
      throw new IllegalArgumentException("limits: expected zero or more, found less");
    }
    return new ApiRoute(
        prefix, target, methods, navigation, sandboxed, patience, request, answer, sent, received);
  }

  /**
   * {@return the same route with further fields of requests that go to the API} By default those of
   * the content, of conditions and ranges, of preferences and traces go; none that the API may take
   * for the word of somebody within.
   *
   * @param names the API's own, such as {@code X-Tenant}, in any case; a page's script can write
   *     anything there, as can whoever is logged in
   * @throws IllegalArgumentException if one says who asks or by which way, as {@code
   *     Authorization}, {@code X-Forwarded-For}; or is no name of letters, digits and dashes
   */
  public ApiRoute withRequestHeaders(String... names) {
    Set<String> all = lower("request headers", ProxyHeaders::mayGoInwards, names);
    return new ApiRoute(
        prefix,
        target,
        methods,
        navigation,
        sandboxed,
        patience,
        mostSent,
        mostReceived,
        all,
        received);
  }

  /**
   * {@return the same route with further fields of answers that go to the browser} By default those
   * of the content, of ranges, limits and traces go; none that changes what the browser does with
   * the application's origin.
   *
   * @param names the API's own, such as {@code X-Next-Page}, in any case
   * @throws IllegalArgumentException if one speaks for the origin, as {@code Set-Cookie}, {@code
   *     Location}; or is no name of letters, digits and dashes
   */
  public ApiRoute withResponseHeaders(String... names) {
    Set<String> all = lower("response headers", ProxyHeaders::mayGoOutwards, names);
    return new ApiRoute(
        prefix,
        target,
        methods,
        navigation,
        sandboxed,
        patience,
        mostSent,
        mostReceived,
        sent,
        all);
  }

  private static Set<String> lower(String what, Predicate<String> rule, String... names) {
    Set<String> all = new TreeSet<>();
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!rule.test(lower)) {
        throw new IllegalArgumentException(
            what + ": expected fields that only the API knows, found " + name);
      }
      all.add(lower);
    }
    return java.util.Collections.unmodifiableSet(all);
  }

  Set<String> requestHeaders() {
    return sent;
  }

  Set<String> responseHeaders() {
    return received;
  }

  String prefix() {
    return prefix;
  }

  Set<String> methods() {
    return methods;
  }

  boolean navigation() {
    return navigation;
  }

  boolean sandboxed() {
    return sandboxed;
  }

  Duration patience() {
    return patience;
  }

  long mostSent() {
    return mostSent;
  }

  long mostReceived() {
    return mostReceived;
  }

  /** Scheme, host and port. */
  URI origin() {
    return URI.create(target.getScheme() + "://" + target.getRawAuthority());
  }

  /** Where a path leads, if it is one of this route and read alike there. */
  Optional<URI> target(LocalPath path, String query) {
    String base = target.getRawPath();
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return path.below(prefix)
        .filter(rest -> path.sameElsewhere())
        .map(rest -> root + LocalPath.encode(rest))
        .map(there -> there.isEmpty() ? "/" : there)
        .map(there -> URI.create(origin() + there + query));
  }

  /** {@return from where to where, by which methods} */
  @Override
  public String toString() {
    return "ApiRoute[" + prefix + " -> " + target + ", " + methods + "]";
  }
}
