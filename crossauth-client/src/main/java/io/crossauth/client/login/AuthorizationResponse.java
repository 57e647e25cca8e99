package io.crossauth.client.login;

import io.crossauth.client.internal.StrangersForm;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization response: what the browser brings back from the login, with the address that it
 * came to. The address is compared with the redirect URI of the login, so that no other server's
 * response is taken (RFC 9700 section 4.4).
 *
 * <p>A stranger may send one: it has at most 100 parameters, of at most 65,536 characters together,
 * or is refused ({@code response.too_large}) before it is read.
 *
 * <p>Immutable and safe for use by many threads. Its string form is the path: the parameters hold
 * the code.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</a>
 * @see <a href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth 2.0 Form
 *     Post Response Mode</a>
 */
public final class AuthorizationResponse {

  /** A POST brings them in its body; in its query they are somebody else's. */
  private static final Set<String> IN_THE_BODY =
      Set.of("state", "code", "iss", "error", "error_description", "error_uri", "response");

  private final URI address;
  private final Form parameters;
  private final Optional<Secret> browser;

  private AuthorizationResponse(URI address, Form parameters) {
    this(address, parameters, Optional.empty());
  }

  private AuthorizationResponse(URI address, Form parameters, Optional<Secret> browser) {
    this.address = address;
    this.parameters = parameters;
    this.browser = browser;
  }

  /**
   * A response in the query of an address.
   *
   * @param callback the address that the browser was sent to, with its query: absolute, or from its
   *     path on, as the browser has it (a proxy may change scheme, host and port, not the path)
   * @return the response; its parameters are checked by {@code redirectEndpoint}
   * @throws InvalidResponseException if the query is not well encoded, or too large
   */
  public static AuthorizationResponse of(URI callback) {
    return new AuthorizationResponse(callback, parsed(query(callback)));
  }

  /**
   * A response in the body of a form ({@code response_mode=form_post}).
   *
   * @param callback the address that the form was posted to, as the browser has it
   * @param body the form that was posted, decoded
   * @return the response; its parameters are checked by {@code redirectEndpoint}
   * @throws InvalidResponseException if the query of the address has parameters of a response too,
   *     or is not well encoded, or one of them is too large
   */
  public static AuthorizationResponse of(URI callback, Form body) {
    return posted(callback, query(callback), StrangersForm.checked(body));
  }

  /**
   * A response in the fragment of an address ({@code response_mode=fragment} or {@code
   * fragment.jwt}). A fragment never reaches a server by itself: for programs that see the whole
   * address, such as those that a private-use scheme opens, and for what a page of the application
   * posts of {@code location.href}.
   *
   * @param callback the address that the browser was sent to, with its fragment
   * @return the response; its parameters are checked by {@code redirectEndpoint}
   * @throws InvalidResponseException if the query has parameters of a response too, or one of the
   *     two is not well encoded, or too large
   */
  public static AuthorizationResponse ofFragment(URI callback) {
    String fragment = callback.getRawFragment();
    String[] whole = callback.toString().split("[?#]", 2);
    requireNoneInQuery(query(callback), "the fragment");
    return new AuthorizationResponse(address(whole[0]), parsed(fragment == null ? "" : fragment));
  }

  /**
   * A response as a servlet request has it: {@code AuthorizationResponse.of(request.getMethod(),
   * request.getRequestURL().toString(), request.getQueryString(), request.getParameterMap())}.
   *
   * @param method the HTTP method: {@code GET}, or {@code POST} for {@code form_post}
   * @param requestUrl the address without its query, as the browser has it
   * @param query the query as it came, not decoded; null if there is none. It may have what
   *     browsers do not encode and {@link URI} refuses: <code>|</code>, <code>^</code>, braces
   * @param parameters the decoded parameters by their names; they count for {@code POST} alone
   * @return the response; its parameters are checked by {@code redirectEndpoint}
   * @throws InvalidResponseException if the method is another, the address is none, the query is
   *     not well encoded or has white space, control characters or a fragment behind it, a POST has
   *     parameters of a response in its query, or there are too many or too long ones
   */
  public static AuthorizationResponse of(
      String method, String requestUrl, @Nullable String query, Map<String, String[]> parameters) {
    String[] parts = (query == null ? requestUrl : requestUrl + "?" + query).split("\\?", 2);
    URI address = address(parts[0]);
    String raw = parts.length == 1 ? "" : readable(parts[1]);
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "GET" -> new AuthorizationResponse(address, parsed(raw));
      case "POST" -> posted(address, raw, StrangersForm.of(parameters));
      default ->
          throw new InvalidResponseException(
              "response_mode",
              "authorization callback: expected GET or POST, found a different method");
    };
  }

  /**
   * {@return the same response, from the browser that has this cookie} For a login that is bound to
   * its browser ({@link LoginOptions#withBrowser}).
   *
   * @param cookie the value of the cookie as the browser sent it; null if it sent none
   */
  public AuthorizationResponse withBrowser(@Nullable String cookie) {
    Optional<Secret> sent =
        Optional.ofNullable(cookie)
            .filter(value -> value.length() >= LoginId.SHORTEST_COOKIE && !value.isBlank())
            .map(value -> LoginId.ofBrowser(Secret.of(value)));
    return new AuthorizationResponse(address, parameters, sent);
  }

  /** {@return SHA-256 of the browser's cookie, as base64url, if it was given} */
  public Optional<Secret> browser() {
    return browser;
  }

  /**
   * {@return the address that it came to: as it was given, or that of a servlet request without its
   * query, which need not be a part of a {@link URI}}
   */
  public URI address() {
    return address;
  }

  /** {@return the parameters as they came; nobody has checked them} */
  public Form parameters() {
    return parameters;
  }

  private static AuthorizationResponse posted(URI address, String query, Form body) {
    requireNoneInQuery(query, "the form that is posted");
    return new AuthorizationResponse(address, body);
  }

  private static void requireNoneInQuery(String query, String where) {
    for (Form.Field field : parsed(query).fields()) {
      if (IN_THE_BODY.contains(field.name())) {
        throw new InvalidResponseException(
            "response_mode",
            "authorization callback: expected "
                + field.name()
                + " in "
                + where
                + ", found it in the query");
      }
    }
  }

  private static URI address(String text) {
    if (text.indexOf('#') >= 0) {
      throw malformed();
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static String query(URI callback) {
    String query = callback.getRawQuery();
    return query == null ? "" : query;
  }

  /** What no browser sends is refused; the rest is more than java.net.URI takes. */
  private static String readable(String query) {
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c == '#' || Character.isISOControl(c) || Character.isSpaceChar(c)) {
        throw malformed();
      }
    }
    return query;
  }

  private static Form parsed(String query) {
    try {
      return StrangersForm.parse(query);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  /** The cause would quote the code. */
  private static InvalidResponseException malformed() {
    return new InvalidResponseException(
        "malformed_query", "authorization callback: expected an address with an encoded query");
  }

  /** {@return the path alone} */
  @Override
  public String toString() {
    return "AuthorizationResponse[" + address.getRawPath() + "]";
  }
}
