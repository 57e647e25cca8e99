package io.crossauth.client.login;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.internal.RegisteredUri;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.Form;
import io.crossauth.internal.time.Durations;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a login may ask for. Immutable and safe for use by many threads; every method gives changed
 * options.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect
 *     Core 1.0 section 3.1.2.1</a>
 */
public final class LoginOptions {

  /** A limit that no login passes, but one that does not say when it was. */
  private static final Duration ANY_AGE = Durations.LONGEST;

  private final Set<String> scopes;
  private final Form parameters;
  private final Optional<URI> redirectUri;
  private final Optional<Duration> maxAge;
  private final List<String> acrValues;
  private final Optional<String> subject;
  private final Optional<Secret> browser;
  private final boolean pushed;

  private LoginOptions(
      Set<String> scopes,
      Form parameters,
      Optional<URI> redirectUri,
      Optional<Duration> maxAge,
      List<String> acrValues,
      Optional<String> subject,
      Optional<Secret> browser,
      boolean pushed) {
    this.scopes = scopes;
    this.parameters = parameters;
    this.redirectUri = redirectUri;
    this.maxAge = maxAge;
    this.acrValues = acrValues;
    this.subject = subject;
    this.browser = browser;
    this.pushed = pushed;
  }

  /**
   * {@return options that ask for these scopes, and for nothing else}
   *
   * @param scopes the scopes one by one, each once; {@code openid} among them asks for an ID token;
   *     none leaves the choice to the server
   * @throws IllegalArgumentException if one is not a name by RFC 6749 section 3.3, such as two of
   *     them in one string
   */
  public static LoginOptions scopes(String... scopes) {
    return new LoginOptions(
        TokenRequestOptions.scopes(scopes).scopes(),
        Form.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /**
   * {@return these options with a rule whether the server asks the user anew}
   *
   * @param values one or more of {@code none} (alone), {@code login}, {@code consent}, {@code
   *     select_account}; not sent by default
   */
  public LoginOptions withPrompt(String... values) {
    return with("prompt", String.join(" ", values));
  }

  /**
   * {@return these options with offline access: the scope {@code offline_access}, for a refresh
   * token that outlives the user's session, and {@code consent} beside what {@link #withPrompt} has
   * said before} A server that needs no consent for it (Keycloak, Microsoft Entra ID) is asked by
   * the scope alone.
   *
   * @throws IllegalStateException if the prompt is {@code none}, which lets nobody ask for consent
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#OfflineAccess">OpenID
   *     Connect Core 1.0 section 11</a>
   */
  public LoginOptions withOfflineAccess() {
    Set<String> prompts =
        parameters.first("prompt").stream()
            .flatMap(text -> Stream.of(text.split(" ")))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (prompts.contains("none")) {
      throw new IllegalStateException(
          "prompt: expected one that lets the server ask for consent, found none");
    }
    prompts.add("consent");
    Set<String> more = new LinkedHashSet<>(scopes);
    more.add("offline_access");
    return new LoginOptions(
        Collections.unmodifiableSet(more),
        parameters.with("prompt", String.join(" ", prompts)),
        redirectUri,
        maxAge,
        acrValues,
        subject,
        browser,
        pushed);
  }

  /**
   * {@return these options with a limit of how long ago the user may have logged in; the ID token
   * is checked for it}
   *
   * @param age zero or more, in whole seconds, at most a hundred years; no limit by default
   * @throws IllegalArgumentException if it is less or more
   */
  public LoginOptions withMaxAge(Duration age) {
    Durations.notNegative("maxAge", age);
    return new LoginOptions(
        scopes,
        parameters.with("max_age", Long.toString(age.toSeconds())),
        redirectUri,
        Optional.of(age),
        acrValues,
        subject,
        browser,
        pushed);
  }

  /**
   * {@return these options with authentication contexts; the ID token must have one of them}
   *
   * @param values the values of {@code acr}, best first; any is accepted by default
   */
  public LoginOptions withAcrValues(String... values) {
    return new LoginOptions(
        scopes,
        parameters.with("acr_values", String.join(" ", values)),
        redirectUri,
        maxAge,
        List.of(values),
        subject,
        browser,
        pushed);
  }

  /**
   * {@return these options with claims, one by one} An essential {@code acr} or {@code sub} with
   * values, and an essential {@code auth_time}, are checked in the ID token.
   *
   * @param claims the claims, in place of those of an earlier call; none by default
   * @throws IllegalArgumentException if several values of {@code sub} are asked for
   */
  public LoginOptions withClaims(ClaimsRequest claims) {
    List<String> acr = claims.values("acr");
    boolean needsAuthTime = maxAge.isEmpty() && claims.needs("auth_time");
    return new LoginOptions(
        scopes,
        parameters.with("claims", claims.json()),
        redirectUri,
        needsAuthTime ? Optional.of(ANY_AGE) : maxAge,
        acr.isEmpty() ? acrValues : acr,
        claims.subject(),
        browser,
        pushed);
  }

  /**
   * {@return these options with a hint who is about to log in}
   *
   * @param hint what the server knows the user by: a name, a mail address, a telephone number; not
   *     sent by default
   */
  public LoginOptions withLoginHint(String hint) {
    return with("login_hint", hint);
  }

  /**
   * {@return these options with the languages that the user reads}
   *
   * @param locales language tags of BCP 47, as {@code fr-CA}, best first; not sent by default
   */
  public LoginOptions withUiLocales(String... locales) {
    return with("ui_locales", String.join(" ", locales));
  }

  /**
   * {@return these options with one more service that the tokens are for} May be called more than
   * once.
   *
   * @param uri the service's absolute URI without a fragment, sent as it is; none by default
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8707#section-2.1">RFC 8707 section 2.1</a>
   */
  public LoginOptions withResource(String uri) {
    return changed(parameters.plus("resource", uri));
  }

  /**
   * {@return these options with another way for the callback to come}
   *
   * @param mode {@code query} or {@code form_post}; not sent by default, which means {@code query}.
   *     {@code jwt}, {@code query.jwt}, {@code form_post.jwt} and {@code fragment.jwt} ask for a
   *     signed response (JARM), and no other is then taken
   * @see <a href="https://openid.net/specs/oauth-v2-jarm-final.html#name-response-encoding">JARM
   *     section 2.3</a>
   */
  public LoginOptions withResponseMode(String mode) {
    return with("response_mode", mode);
  }

  /**
   * {@return these options with another redirect URI than the client's}
   *
   * @param uri the redirect URI, exactly as registered: absolute, without a fragment, user info and
   *     dot segments, https, http of this machine, or a private-use scheme that is a domain name in
   *     reverse; the client's by default
   * @throws IllegalArgumentException if it is none of these
   */
  public LoginOptions withRedirectUri(URI uri) {
    return withChecked(RegisteredUri.callback(uri));
  }

  /**
   * {@return these options with another redirect URI than the client's, over plain http if need be}
   * Everybody on the way then reads the code and the state.
   *
   * @param uri the redirect URI, exactly as registered
   * @throws IllegalArgumentException as {@link #withRedirectUri} does, but not for plain http
   */
  public LoginOptions withUnsafePlainHttpRedirectUri(URI uri) {
    return withChecked(RegisteredUri.unsafeCallback(uri));
  }

  private LoginOptions withChecked(URI uri) {
    return new LoginOptions(
        scopes, parameters, Optional.of(uri), maxAge, acrValues, subject, browser, pushed);
  }

  /**
   * {@return these options for one browser: the login that begins now ends in no other} For a
   * pending login that is kept in a cookie, which somebody else may have put there. The callback
   * brings the same cookie: {@link AuthorizationResponse#withBrowser}.
   *
   * @param cookie the value of a cookie that this browser has and nobody else knows, such as that
   *     of its session ({@code __Host-…}): at least 16 characters; its hash is kept, and nothing of
   *     it is sent to the provider
   * @throws IllegalArgumentException if it is shorter
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700 section 2.1: bound
   *     to the user agent</a>
   */
  public LoginOptions withBrowser(Secret cookie) {
    return new LoginOptions(
        scopes,
        parameters,
        redirectUri,
        maxAge,
        acrValues,
        subject,
        Optional.of(LoginId.ofBrowser(cookie)),
        pushed);
  }

  /**
   * {@return these options with what the tokens are to allow in detail} What was granted is {@link
   * io.crossauth.client.token.OAuthTokenResponse#authorizationDetails}. Details that say much make
   * the address long: push the request.
   *
   * @param details what is asked for, in place of an earlier value; none by default. When the login
   *     begins their types are looked for in {@code authorization_details_types_supported}, if the
   *     server has it ({@code config.authorization_details_type})
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-3">RFC 9396 section 3</a>
   */
  public LoginOptions withAuthorizationDetails(AuthorizationDetails details) {
    return with("authorization_details", details.json());
  }

  /**
   * {@return these options for a request that is pushed: its parameters go to the server directly,
   * and the browser gets a reference to them} The reference lives for a minute or so and is good
   * once: begin the login when the browser is about to be sent, not ahead. By default a request is
   * pushed where the client's builder, its registration or the server says so.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9126">RFC 9126</a>
   */
  public LoginOptions withPushedRequest() {
    return new LoginOptions(
        scopes, parameters, redirectUri, maxAge, acrValues, subject, browser, true);
  }

  /**
   * {@return these options with any other parameter} Those that the client makes itself, such as
   * {@code state}, are refused when the login begins.
   *
   * @param name the parameter's name; one that was set before is replaced
   * @param value its value, not encoded
   */
  public LoginOptions with(String name, String value) {
    return changed(parameters.with(name, value));
  }

  private LoginOptions changed(Form changed) {
    return new LoginOptions(
        scopes, changed, redirectUri, maxAge, acrValues, subject, browser, pushed);
  }

  /**
   * The scopes to ask for.
   *
   * @return the scopes in their order; unmodifiable
   */
  public Set<String> scopes() {
    return scopes;
  }

  /**
   * All other parameters of the request.
   *
   * @return the parameters in their order
   */
  public Form parameters() {
    return parameters;
  }

  /**
   * The way for the callback to come.
   *
   * @return the {@code response_mode}, if one was set
   */
  public Optional<String> responseMode() {
    return parameters.first("response_mode");
  }

  /**
   * Another redirect URI than the client's.
   *
   * @return the redirect URI, if one was set
   */
  public Optional<URI> redirectUri() {
    return redirectUri;
  }

  /**
   * How long ago the user may have logged in.
   *
   * @return the age, if one was set
   */
  public Optional<Duration> maxAge() {
    return maxAge;
  }

  /**
   * The authentication contexts of which the ID token must have one.
   *
   * @return the contexts, best first; empty for any
   */
  public List<String> acrValues() {
    return acrValues;
  }

  /**
   * The user who must log in.
   *
   * @return the {@code sub} that was asked for, if one was
   */
  public Optional<String> subject() {
    return subject;
  }

  /**
   * The browser that the login is bound to.
   *
   * @return SHA-256 of its cookie, as base64url, if the login is bound
   */
  public Optional<Secret> browser() {
    return browser;
  }

  /**
   * Whether the request is pushed whatever the server demands.
   *
   * @return whether {@link #withPushedRequest} was called
   */
  public boolean pushed() {
    return pushed;
  }
}
