package io.crossauth.client.resource;

import io.crossauth.client.session.TokenSource;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A token and the servers that may see it: what an HTTP client needs to put the token on its
 * requests. {@link ResourceClient} uses it for the HTTP client of the JDK; use it for others.
 * Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Map<String, String> sent = access.authorize("GET", uri);   // set these header fields, send
 * if (access.wantsAnother(uri, status, headers)) {
 *   access.refused(sent);                                    // authorize and send once more
 * }
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-5.3">RFC 6750 section 5.3: a token
 *     goes to its resource servers alone</a>
 */
public final class ResourceAccess {

  private static final int UNAUTHORIZED = 401;

  private final TokenSource tokens;

  /** RFC 6750, RFC 9449; OAuth is what drafts of RFC 6750 and some of today's APIs say. */
  private static final Set<String> USUAL = Set.of("bearer", "dpop", "oauth");

  private final Set<Origin> origins;
  private final Set<String> schemes;

  private ResourceAccess(TokenSource tokens, Set<Origin> origins, Set<String> schemes) {
    this.tokens = tokens;
    this.origins = origins;
    this.schemes = schemes;
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
        USUAL);
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
    return new ResourceAccess(tokens, origins, Set.copyOf(all));
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
   * {@return the header fields that put the token on a request, each to be set once: {@code
   * Authorization}, and what else the kind of token needs}
   *
   * @param method the request's method, as {@code GET}
   * @param uri where the request goes: an absolute address
   * @throws TransportException {@code transport.forbidden} if the token may not go there
   * @throws CrossauthException if there is no token: see {@link TokenSource#accessToken}
   */
  public Map<String, String> authorize(String method, URI uri) {
    if (!covers(uri)) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          uri,
          false,
          "expected an origin that may see the token, found a different one",
          null);
    }
    return tokens.authorize(method, uri);
  }

  /**
   * Whether an answer is one to the token, so that the request may go well with another: 401, and
   * no challenge, or a {@code Bearer}, {@code DPoP} or {@code OAuth} challenge (see {@link
   * #withSchemes}) with {@code invalid_token}, {@code expired_token} or no error. Show every
   * answer: what its header fields bring is for the next request.
   *
   * @param uri where the request went: an absolute address
   * @param status the HTTP status of the answer
   * @param headers the header fields of the answer, names in any case
   * @return true to call {@link #refused}, and to send the request once more
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</a>
   */
  public boolean wantsAnother(URI uri, int status, Map<String, List<String>> headers) {
    if (status != UNAUTHORIZED || !covers(uri)) {
      return false;
    }
    List<String> challenges = new ArrayList<>();
    headers.forEach(
        (name, values) -> {
          if ("WWW-Authenticate".equalsIgnoreCase(name)) {
            challenges.addAll(values);
          }
        });
    return TokenChallenges.wantAnother(challenges, schemes);
  }

  /**
   * Tells that the token was refused, so that the next call gets another.
   *
   * @param sent what {@link #authorize} has given for the request; nothing happens if it has no
   *     {@code Authorization}
   */
  public void refused(Map<String, String> sent) {
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
