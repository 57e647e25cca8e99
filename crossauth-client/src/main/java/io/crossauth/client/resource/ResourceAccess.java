package io.crossauth.client.resource;

import io.crossauth.client.session.TokenSource;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token and the servers that may see it: what an HTTP client needs to put the token on its
 * requests. {@link ResourceClient} uses it for the HTTP client of the JDK; use it for others.
 * Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * ResourceCall call = access.call("GET", uri);
 * do {
 *   answer = send(uri, call.headers());                      // set these header fields
 * } while (call.wantsAnother(answer.status(), answer.headers()));
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-5.3">RFC 6750 section 5.3: a token
 *     goes to its resource servers alone</a>
 */
public final class ResourceAccess {

  private static final int UNAUTHORIZED = 401;

  private static final String INTERACTION = "x-fapi-interaction-id";

  private final TokenSource tokens;

  /** RFC 6750, RFC 9449; OAuth is what drafts of RFC 6750 and some of today's APIs say. */
  private static final Set<String> USUAL = Set.of("bearer", "dpop", "oauth");

  private final Set<Origin> origins;
  private final Set<String> schemes;
  private final @Nullable Supplier<UUID> interactions;

  private ResourceAccess(
      TokenSource tokens,
      Set<Origin> origins,
      Set<String> schemes,
      @Nullable Supplier<UUID> interactions) {
    this.tokens = tokens;
    this.origins = origins;
    this.schemes = schemes;
    this.interactions = interactions;
  }

  /**
   * {@return a token for some servers}
   *
   * @param tokens gives the token, anew for each request
   * @param origins where the token may go: {@code https://api.example.com}, with a port unless it
   *     is 443; http only to this machine itself; at least one
   * @throws IllegalArgumentException if there is no origin, one is more than an origin, or its
   *     scheme is neither https nor http to this machine
   */
  public static ResourceAccess of(TokenSource tokens, URI... origins) {
    if (origins.length == 0) {
      throw new IllegalArgumentException("origins: expected where the token may go, found none");
    }
    return new ResourceAccess(
        tokens,
        Arrays.stream(origins).map(Origin::parse).collect(Collectors.toUnmodifiableSet()),
        USUAL,
        null);
  }

  /**
   * {@return the same token for servers whose challenge to it has another name}
   *
   * @param names schemes beside {@code Bearer}, {@code DPoP} and {@code OAuth}, in any case
   */
  public ResourceAccess withSchemes(String... names) {
    Set<String> all = new HashSet<>(USUAL);
    for (String name : names) {
      all.add(name.toLowerCase(Locale.ROOT));
    }
    return new ResourceAccess(tokens, origins, Set.copyOf(all), interactions);
  }

  /**
   * {@return the same token for servers that want to know which request is which: each has an
   * {@code x-fapi-interaction-id}, a repeated one another} Ecosystems of open banking demand it;
   * servers repeat it in their answers. Not sent by default.
   *
   * @param ids gives the id of each request, such as {@code UUID::randomUUID}; called by many
   *     threads at once
   */
  public ResourceAccess withInteractionIds(Supplier<UUID> ids) {
    return new ResourceAccess(tokens, origins, schemes, ids);
  }

  /**
   * {@return whether the token may go there: scheme, host and port are those of an origin}
   *
   * @param uri an absolute address; path and query do not matter
   */
  public boolean covers(URI uri) {
    return Origin.of(uri).filter(origins::contains).isPresent();
  }

  /**
   * {@return one request: the header fields that put the token on it, and whether its answer asks
   * for it once more}
   *
   * @param method the request's method, as {@code GET}
   * @param uri where the request goes: an absolute address
   * @throws TransportException {@code transport.forbidden} if the token may not go there
   */
  public ResourceCall call(String method, URI uri) {
    checkOrigin(uri);
    return new ResourceCall(this, method, uri);
  }

  /**
   * {@return the header fields that put the token on a request, each to be set once: {@code
   * Authorization}, and what else the kind of token needs; made anew for each request}
   *
   * @param method the request's method, as {@code GET}
   * @param uri where the request goes: an absolute address
   * @throws TransportException {@code transport.forbidden} if the token may not go there
   * @throws CrossauthException if there is no token: see {@link TokenSource#accessToken}
   */
  public Map<String, String> authorize(String method, URI uri) {
    checkOrigin(uri);
    Map<String, String> headers = tokens.authorize(method, uri);
    if (interactions == null) {
      return headers;
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(INTERACTION, interactions.get().toString());
    return all;
  }

  private void checkOrigin(URI uri) {
    if (!covers(uri)) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          uri,
          false,
          "expected an origin that may see the token, found a different one",
          null);
    }
  }

  /**
   * Whether an answer is one to the token, so that the request may go well with another: 401, and
   * no challenge, or a {@code Bearer}, {@code DPoP} or {@code OAuth} challenge (see {@link
   * #withSchemes}) with {@code invalid_token}, {@code expired_token} or no error.
   *
   * @param uri where the request went: an absolute address
   * @param status the HTTP status of the answer
   * @param headers the header fields of the answer, names in any case
   * @return whether the token is over
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</a>
   */
  boolean wantsAnother(URI uri, int status, Map<String, List<String>> headers) {
    if (status != UNAUTHORIZED || !covers(uri)) {
      return false;
    }
    return TokenChallenges.wantAnother(values("WWW-Authenticate", headers), schemes);
  }

  /** The values of a field, whose name may be in any case. */
  static List<String> values(String field, Map<String, List<String>> headers) {
    List<String> all = new ArrayList<>();
    headers.forEach(
        (name, values) -> {
          if (field.equalsIgnoreCase(name)) {
            all.addAll(values);
          }
        });
    return all;
  }

  /** Shows an answer to the source of the token: what it brings is for the next request. */
  void answered(URI uri, Map<String, List<String>> headers) {
    tokens.answered(uri, headers);
  }

  /**
   * Tells that the token was refused, so that the next call gets another.
   *
   * @param sent what {@link #authorize} has given for the request; nothing happens if it has no
   *     {@code Authorization}
   */
  void refused(Map<String, String> sent) {
    String credentials = sent.getOrDefault("Authorization", "");
    String token = credentials.substring(credentials.indexOf(' ') + 1);
    if (!token.isEmpty()) {
      tokens.rejected(Secret.of(token));
    }
  }

  /** {@return the origins, and nothing of the token} */
  @Override
  public String toString() {
    return "ResourceAccess" + origins;
  }
}
