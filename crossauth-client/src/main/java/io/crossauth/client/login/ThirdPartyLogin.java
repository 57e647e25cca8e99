package io.crossauth.client.login;

import io.crossauth.client.internal.StrangersForm;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A login that somebody else asks this client to begin: a provider's portal, or a link. It only
 * says with whom and for where; the login itself is our own, with its own state and nonce.
 * Immutable and safe for use by many threads.
 *
 * @param loginHint who is about to log in, as far as the one who asks knows
 * @param targetLinkUri where the user wants to be after the login; one that the rule allows
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ThirdPartyInitiatedLogin">
 *     OpenID Connect Core 1.0 section 4</a>
 */
public record ThirdPartyLogin(Optional<String> loginHint, Optional<URI> targetLinkUri) {

  /**
   * Reads the request.
   *
   * @param parameters its query ({@code GET}) or its form ({@code POST}), decoded
   * @param ours whether an issuer is the provider that this client logs in with
   * @param allowed which targets are ours: {@link #sameOrigin}
   * @return the login that is asked for
   * @throws InvalidResponseException if a parameter is there twice, {@code iss} is missing or
   *     another, the target is not allowed, or there are more than 100 parameters, or more than
   *     65,536 characters
   */
  public static ThirdPartyLogin of(
      Form parameters, Predicate<String> ours, Predicate<URI> allowed) {
    Form checked = StrangersForm.checked(parameters);
    Optional<String> iss = only(checked, "iss");
    if (iss.filter(ours).isEmpty()) {
      throw invalid(
          "issuer_mismatch",
          "iss: expected the provider of this client, found "
              + (iss.isEmpty() ? "none" : "a different value"));
    }
    return new ThirdPartyLogin(
        only(checked, "login_hint"),
        only(checked, "target_link_uri").map(target -> allowed(target, allowed)));
  }

  /**
   * {@return a rule that allows http and https addresses of one origin: the same scheme, host and
   * port}
   *
   * @param own an address of the application: http or https, absolute, without user info; its path
   *     and query do not matter
   * @throws IllegalArgumentException if it is no such address
   */
  public static Predicate<URI> sameOrigin(URI own) {
    String origin = origin(own);
    if (origin.isEmpty()) {
      throw new IllegalArgumentException(
          "own: expected an http or https address, found a different value");
    }
    return target -> origin(target).equals(origin);
  }

  /**
   * {@return options for the login that begins now, with the login hint if there is one}
   *
   * @param scopes the scopes to ask for, one by one; {@code openid} among them asks for an ID token
   * @throws IllegalArgumentException if one is not a name by RFC 6749 section 3.3
   */
  public LoginOptions options(String... scopes) {
    LoginOptions options = LoginOptions.scopes(scopes);
    return loginHint.map(options::withLoginHint).orElse(options);
  }

  private static Optional<String> only(Form parameters, String name) {
    List<String> values = parameters.all(name);
    if (values.size() > 1) {
      throw invalid("duplicate_parameter", name + ": expected it once, found it more often");
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /** What a browser would read in another way than we do is no address here. */
  private static URI allowed(String target, Predicate<URI> allowed) {
    try {
      URI uri = new URI(target);
      if (target.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\') && allowed.test(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // No address at all, so not an allowed one.
    }
    throw invalid(
        "target_link_uri", "target_link_uri: expected an address of ours, found a different value");
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return "";
    }
    int usual = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static InvalidResponseException invalid(String rule, String message) {
    return new InvalidResponseException(rule, "login request, " + message);
  }
}
