package io.crossauth.client.login;

import io.crossauth.client.internal.RegisteredUri;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.Form;
import io.crossauth.internal.time.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a login may ask for. Immutable; every method gives changed options.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect
 *     Core 1.0 section 3.1.2.1</a>
 */
public final class LoginOptions {

  /** A limit that no login passes, but one that does not say when it was. */
  private static final Duration ANY_AGE = Duration.ofDays(365_000);

  private final Set<String> scopes;
  private final Form parameters;
  private final Optional<URI> redirectUri;
  private final Optional<Duration> maxAge;
  private final List<String> acrValues;
  private final Optional<String> subject;

  private LoginOptions(
      Set<String> scopes,
      Form parameters,
      Optional<URI> redirectUri,
      Optional<Duration> maxAge,
      List<String> acrValues,
      Optional<String> subject) {
    this.scopes = scopes;
    this.parameters = parameters;
    this.redirectUri = redirectUri;
    this.maxAge = maxAge;
    this.acrValues = acrValues;
    this.subject = subject;
  }

  /**
   * These scopes, one by one; {@code openid} among them asks for an ID token.
   *
   * @throws IllegalArgumentException if one is not a name by RFC 6749 section 3.3, such as two of
   *     them in one text
   */
  public static LoginOptions scopes(String... scopes) {
    return new LoginOptions(
        TokenRequestOptions.scopes(scopes).scopes(),
        Form.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Whether the server asks the user anew: {@code none}, {@code login}, {@code consent}, … */
  public LoginOptions withPrompt(String... values) {
    return with("prompt", String.join(" ", values));
  }

  /**
   * How long ago the user may have logged in; the ID token is checked for it.
   *
   * @param age zero or more, in whole seconds
   */
  public LoginOptions withMaxAge(Duration age) {
    Durations.notNegative("maxAge", age);
    return new LoginOptions(
        scopes,
        parameters.with("max_age", Long.toString(age.toSeconds())),
        redirectUri,
        Optional.of(age),
        acrValues,
        subject);
  }

  /** Authentication contexts, best first; the ID token must have one of them. */
  public LoginOptions withAcrValues(String... values) {
    return new LoginOptions(
        scopes,
        parameters.with("acr_values", String.join(" ", values)),
        redirectUri,
        maxAge,
        List.of(values),
        subject);
  }

  /**
   * Claims, one by one. An essential {@code acr} or {@code sub} with values, and an essential
   * {@code auth_time}, are checked in the ID token.
   *
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
        claims.subject());
  }

  /** Who is about to log in, as far as we know. */
  public LoginOptions withLoginHint(String hint) {
    return with("login_hint", hint);
  }

  /** The languages the user reads, best first (BCP 47). */
  public LoginOptions withUiLocales(String... locales) {
    return with("ui_locales", String.join(" ", locales));
  }

  /** A service the tokens are for (RFC 8707); may be called more than once. */
  public LoginOptions withResource(String uri) {
    return changed(parameters.plus("resource", uri));
  }

  /** How the callback comes: {@code query}, which is usual, or {@code form_post}. */
  public LoginOptions withResponseMode(String mode) {
    return with("response_mode", mode);
  }

  /** Another redirect URI than the client's. */
  public LoginOptions withRedirectUri(URI uri) {
    return new LoginOptions(
        scopes, parameters, Optional.of(RegisteredUri.callback(uri)), maxAge, acrValues, subject);
  }

  /** Any other parameter; those that the client makes itself are refused when the login begins. */
  public LoginOptions with(String name, String value) {
    return changed(parameters.with(name, value));
  }

  private LoginOptions changed(Form changed) {
    return new LoginOptions(scopes, changed, redirectUri, maxAge, acrValues, subject);
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
}
