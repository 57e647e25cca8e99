package io.crossauth.servlet.api;

import io.crossauth.error.CrossauthException;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.BearerChallenge;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests to an API pass by their access tokens, and answers those that may not: by path and
 * method, with the challenges of {@link OAuthResourceServer}. What no rule is for is denied, to
 * everybody.
 *
 * <pre>{@code
 * ResourceServerFilter filter =
 *     ResourceServerFilter.builder(server)
 *         .require("GET", "/orders/**", AccessRequirement.scopes("orders:read"))
 *         .require("POST", "/orders", AccessRequirement.scopes("orders:write"))
 *         .open("GET", "/health")
 *         .build();
 * filter.addTo(servletContext);
 * }</pre>
 *
 * <p>Servlets behind it find the {@link TokenPrincipal} by {@code getUserPrincipal()}; {@code
 * isUserInRole} asks the claim of {@link Builder#roles}; {@code getAuthType()} is {@code Bearer} or
 * {@code DPoP}. A token is taken from the header {@code Authorization} alone. Immutable and safe
 * for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728">RFC 9728</a>
 */
public final class ResourceServerFilter implements Filter {

  private final OAuthResourceServer server;
  private final PathRules rules;
  private final String roles;
  private final @Nullable MetadataDocument metadata;
  private final TokenCheck tokens;
  private final Refusals refusals = new Refusals();

  private ResourceServerFilter(Builder builder) {
    this.server = builder.server;
    this.rules = builder.rules.copy();
    this.roles = builder.roles;
    this.tokens = new TokenCheck(server);
    this.metadata = MetadataDocument.of(server).orElse(null);
  }

  /**
   * Begins a filter.
   *
   * @param server who checks tokens; it is not closed by the filter
   * @return a builder without any rule
   */
  public static Builder builder(OAuthResourceServer server) {
    return new Builder(server);
  }

  /**
   * Registers this filter before those that the web application declares ({@code web.xml}), and
   * behind those that were registered so before: for requests of clients and for what the program
   * forwards, includes and dispatches, with support for asynchronous requests. The address of the
   * description is added to the patterns.
   *
   * @param context the web application, while it starts
   * @param urlPatterns for which addresses, as {@code /api/*}; all of them if none is named. What
   *     the filter is not mapped to, it does not protect
   * @throws IllegalStateException if the web application has started already
   */
  public void addTo(ServletContext context, String... urlPatterns) {
    String name =
        ResourceServerFilter.class.getName() + "-" + context.getFilterRegistrations().size();
    FilterRegistration.Dynamic registration = context.addFilter(name, this);
    if (registration == null) {
      throw new IllegalStateException("expected no filter named " + name + ", found one");
    }
    registration.setAsyncSupported(true);
    EnumSet<DispatcherType> all = EnumSet.allOf(DispatcherType.class);
    registration.addMappingForUrlPatterns(
        all, false, urlPatterns.length == 0 ? new String[] {"/*"} : urlPatterns);
    MetadataDocument described = metadata;
    if (urlPatterns.length > 0 && described != null) {
      String path = described.path();
      String prefix = context.getContextPath();
      String within = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      registration.addMappingForUrlPatterns(all, false, within);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      throw new ServletException("expected a request by HTTP, found one of a different protocol");
    }
    if (http.getDispatcherType() == DispatcherType.REQUEST) {
      ofClient(http, answer, chain);
    } else {
      ofDispatch(http, answer, chain);
    }
  }

  private void ofClient(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = RequestPath.ofClient(request);
    if (path == null) {
      refusals.send(Refusal.ofPath(), request, response);
      return;
    }
    MetadataDocument described = metadata;
    if (described != null && described.isAt(request, path)) {
      describe(described, request, response);
      return;
    }
    Rule rule = rules.find(request.getMethod(), path);
    if (rule == null) {
      refusals.send(noRule(path), request, response);
    } else {
      pass(rule, null, request, response, chain);
    }
  }

  private void describe(
      MetadataDocument described, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (MetadataDocument.METHODS.contains(request.getMethod())) {
      described.send(response);
    } else {
      refusals.send(Refusal.ofMethod(MetadataDocument.METHODS), request, response);
    }
  }

  private Refusal noRule(String path) {
    Set<String> allowed = rules.methods(path);
    return allowed.isEmpty() ? Refusal.notListed() : Refusal.ofMethod(allowed);
  }

  /** A forward, an include, an error page, or the rest of an asynchronous request. */
  private void ofDispatch(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = RequestPath.ofDispatch(request);
    Rule rule = path == null ? null : rules.find(request.getMethod(), path);
    if (rule == null) {
      refusals.send(Refusal.ofDispatch(String.valueOf(path)), request, response);
    } else {
      pass(rule, Checked.by(this, request), request, response, chain);
    }
  }

  private void pass(
      Rule rule,
      @Nullable Checked before,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    TokenPrincipal principal = before == null ? null : before.principal();
    boolean known = principal != null && before != null && before.rule().equals(rule);
    if (rule instanceof Rule.Protected needed && !known) {
      principal = granted(needed.requirement(), before, request, response);
      if (principal == null) {
        return;
      }
      server.dpopNonce().ifPresent(next -> response.setHeader(BearerChallenge.NONCE_HEADER, next));
    }
    Checked.keep(this, before, request, rule, principal);
    chain.doFilter(
        principal == null
            ? request
            : new AuthorizedRequest(request, principal, TokenCheck.scheme(request), roles),
        response);
  }

  /** Whose request it is; null if it has been answered. */
  private @Nullable TokenPrincipal granted(
      AccessRequirement requirement,
      @Nullable Checked before,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Refusal refusal;
    try {
      Access access = tokens.check(request, before, requirement);
      if (access instanceof Access.Granted granted) {
        return new TokenPrincipal(granted.token());
      }
      refusal = Refusal.of((Access.Denied) access);
    } catch (CrossauthException e) {
      refusal = Refusal.of(e);
    }
    refusals.send(refusal, request, response);
    return null;
  }

  /** The issuers whose tokens are taken. */
  @Override
  public String toString() {
    return "ResourceServerFilter[" + server + "]";
  }

  /**
   * Builds a {@link ResourceServerFilter}.
   *
   * <p>A path is written within the web application's context, decoded, and compared exactly: with
   * its case, and with the slash at its end. {@code *} is one segment, whatever it is; {@code /**}
   * at the end is for the path before it and all below. Of the rules for a request's method, the
   * one whose path is the most exact counts, segment by segment from the left. Where a rule is
   * written for a path without the slash, the path with it needs a rule of its own. HEAD passes by
   * the rules of GET; TRACE and CONNECT never pass.
   *
   * <p>Not safe for use by several threads; what it builds is.
   */
  public static final class Builder {

    final OAuthResourceServer server;
    final PathRules rules = new PathRules();
    String roles = "roles";

    Builder(OAuthResourceServer server) {
      this.server = server;
    }

    /**
     * Has requests to a path pass by a good token that allows them, whatever their method is. A
     * rule of the same path for one method counts before it.
     *
     * @param path for which paths: {@code /orders}, {@code /orders/*}, {@code /orders/**}
     * @param requirement what the token must allow; {@link AccessRequirement#none()} for any good
     *     one
     * @return this builder
     * @throws IllegalArgumentException if the path is no such pattern, or has a rule already
     */
    public Builder require(String path, AccessRequirement requirement) {
      rules.add(path, new Rule.Protected(requirement));
      return this;
    }

    /**
     * Has requests of one method to a path pass by a good token that allows them.
     *
     * @param method the method in capital letters: {@code POST}
     * @param path for which paths: {@code /orders}, {@code /orders/*}, {@code /orders/**}
     * @param requirement what the token must allow; {@link AccessRequirement#none()} for any good
     *     one
     * @return this builder
     * @throws IllegalArgumentException if the path is no such pattern, has a rule for the method
     *     already, or the method is HEAD, TRACE, CONNECT or none
     */
    public Builder require(String method, String path, AccessRequirement requirement) {
      rules.add(method, path, new Rule.Protected(requirement));
      return this;
    }

    /**
     * Has requests of one method to a path pass without a token. One that they have is not looked
     * at, and {@code getUserPrincipal()} is what it is without the filter.
     *
     * @param method the method in capital letters: {@code GET}
     * @param path for which paths: {@code /health}, {@code /public/**}
     * @return this builder
     * @throws IllegalArgumentException if the path is no such pattern, has a rule for the method
     *     already, or the method is HEAD, TRACE, CONNECT or none
     */
    public Builder open(String method, String path) {
      rules.add(method, path, new Rule.Open());
      return this;
    }

    /**
     * Sets the claim that {@code isUserInRole} asks; {@code roles} by default. Scopes are no roles:
     * they say what the client may do, not who the user is.
     *
     * @param claim the claim's name, or a JSON Pointer for a nested one: {@code
     *     /realm_access/roles}
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2.3.1">RFC 9068 section
     *     2.2.3.1</a>
     */
    public Builder roles(String claim) {
      if (claim.isEmpty()) {
        throw new IllegalArgumentException("roles: expected a claim, found nothing");
      }
      this.roles = claim;
      return this;
    }

    /**
     * Makes the filter.
     *
     * @return the filter, ready for use
     * @throws IllegalArgumentException if there is no rule, or the path of the resource that the
     *     server describes is one that the filter refuses
     */
    public ResourceServerFilter build() {
      if (rules.isEmpty()) {
        throw new IllegalArgumentException(
            "rules: expected one or more, found none; without a rule nothing passes");
      }
      return new ResourceServerFilter(this);
    }
  }
}
