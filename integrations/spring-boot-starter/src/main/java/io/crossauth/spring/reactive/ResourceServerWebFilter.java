package io.crossauth.spring.reactive;

import io.crossauth.error.CrossauthException;
import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.BearerChallenge;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets requests to a WebFlux application pass by their access tokens, path by path. Tokens, proofs
 * and certificates are checked on {@code Schedulers.boundedElastic()}, never on an event loop, and
 * a provider that is away is 503, not 401. What has no rule does not pass.
 *
 * <p>Behind it the principal is a {@link TokenPrincipal}, and the Reactor context has the {@link
 * VerifiedToken} under its class. The certificate of a token that is bound to one is that of the
 * connection itself, or the {@code Client-Cert} of a proxy that {@link
 * OAuthResourceServer.Builder#clientCertificatesFrom} names. Which address a request comes from is
 * Spring's word: with {@code server.forward-headers-strategy} anybody may say that he is the proxy,
 * so have only one of the two. The description of the API (RFC 9728), if the server has one, is
 * read by everybody at its address.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728 section 3</a>
 */
public final class ResourceServerWebFilter implements WebFilter, Ordered {

  /** Before Spring Security, and before all that reads a body. */
  private static final int ORDER = HIGHEST_PRECEDENCE + 1001;

  private final OAuthResourceServer server;
  private final WebRules rules;
  private final @Nullable WebMetadata metadata;

  private ResourceServerWebFilter(OAuthResourceServer server, WebRules rules) {
    this.server = server;
    this.rules = rules;
    this.metadata = WebMetadata.of(server);
  }

  /**
   * {@return a builder of a filter}
   *
   * @param server says of each request whether it may pass; it is not closed by the filter
   */
  public static Builder builder(OAuthResourceServer server) {
    return new Builder(server);
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!PlainPath.is(request.getPath().value())) {
      return WebRefusal.ofPath().send(exchange);
    }
    if (metadata != null && metadata.isAt(request)) {
      return metadata.send(exchange);
    }
    PathContainer path = request.getPath().pathWithinApplication();
    WebRules.Rule rule = rules.find(request.getMethod().name(), path);
    if (rule == null) {
      return WebRefusal.noRule(rules.methods(path)).send(exchange);
    }
    AccessRequirement requirement = rule.requirement();
    if (requirement == null) {
      return chain.filter(exchange);
    }
    // Off the event loop: keys may have to be fetched, a store be asked, a signature be checked.
    return Mono.fromCallable(() -> decide(request, requirement))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(decision -> decision.go(exchange, chain));
  }

  private Decision decide(ServerHttpRequest request, AccessRequirement requirement) {
    try {
      Access access = server.access(shown(request), requirement);
      return access instanceof Access.Granted granted
          ? new Decision(granted.token(), server.dpopNonce(), null)
          : new Decision(null, Optional.empty(), WebRefusal.of((Access.Denied) access));
    } catch (CrossauthException e) {
      return new Decision(null, Optional.empty(), WebRefusal.of(e));
    }
  }

  private static ApiRequest shown(ServerHttpRequest request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .getHeaders()
        .forEach(
            (name, values) -> headers.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
    ApiRequest shown =
        ApiRequest.of(request.getMethod().name(), request.getPath().value(), headers::get);
    X509Certificate certificate = certificate(request.getSslInfo());
    if (certificate != null) {
      shown = shown.withCertificate(certificate);
    }
    InetSocketAddress peer = request.getRemoteAddress();
    // A name that is not looked up is no address.
    InetAddress address = peer == null ? null : peer.getAddress();
    return address == null ? shown : shown.from(address);
  }

  /** The client's own is the first one. */
  private static @Nullable X509Certificate certificate(@Nullable SslInfo tls) {
    X509Certificate[] chain = tls == null ? null : tls.getPeerCertificates();
    return chain == null || chain.length == 0 ? null : chain[0];
  }

  /** What has been found out, to be done where the answer is written. */
  private record Decision(
      @Nullable VerifiedToken token, Optional<String> nonce, @Nullable WebRefusal refusal) {

    Mono<Void> go(ServerWebExchange exchange, WebFilterChain chain) {
      if (refusal != null || token == null) {
        return refusal == null ? Mono.empty() : refusal.send(exchange);
      }
      nonce.ifPresent(
          next -> exchange.getResponse().getHeaders().set(BearerChallenge.NONCE_HEADER, next));
      TokenPrincipal principal = new TokenPrincipal(token);
      return chain
          .filter(exchange.mutate().principal(Mono.just(principal)).build())
          .contextWrite(context -> context.put(VerifiedToken.class, token));
    }
  }

  /** The issuers whose tokens are taken. */
  @Override
  public String toString() {
    return "ResourceServerWebFilter[" + server + "]";
  }

  /**
   * Builds a {@link ResourceServerWebFilter}.
   *
   * <p>A path is written within the application's base path; {@code *} is one segment, whatever it
   * is; {@code /**} at the end is for the path before it and all below. Of the rules for a request,
   * the one whose path is the most exact counts, as WebFlux chooses its handlers. Where a rule is
   * written for a path without a slash at its end, the path with it needs a rule of its own. HEAD
   * passes by the rules of GET; TRACE and CONNECT never pass.
   *
   * <p>Not safe for use by several threads; what it builds is.
   */
  public static final class Builder {

    private final OAuthResourceServer server;
    private WebRules rules = WebRules.none();

    private Builder(OAuthResourceServer server) {
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
      rules = rules.plus(null, path, requirement);
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
      rules = rules.plus(method, path, requirement);
      return this;
    }

    /**
     * Has requests of one method to a path pass without a token. One that they have is not looked
     * at.
     *
     * @param method the method in capital letters: {@code GET}
     * @param path for which paths: {@code /health}, {@code /public/**}
     * @return this builder
     * @throws IllegalArgumentException if the path is no such pattern, has a rule for the method
     *     already, or the method is HEAD, TRACE, CONNECT or none
     */
    public Builder open(String method, String path) {
      rules = rules.plus(method, path, null);
      return this;
    }

    /**
     * Makes the filter.
     *
     * @return the filter, ready for use
     * @throws IllegalArgumentException if there is no rule, or the path of the resource that the
     *     server describes is one that the filter refuses
     */
    public ResourceServerWebFilter build() {
      if (rules.isEmpty()) {
        throw new IllegalArgumentException(
            "rules: expected one or more, found none; without a rule nothing passes");
      }
      return new ResourceServerWebFilter(server, rules);
    }
  }
}
