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
  public LoginOptions prompt(String... values) {
    return with("prompt", String.join(" ", values));
  }

  /**
   * How long ago the user may have logged in; the ID token is checked for it.
   *
   * @param age zero or more, in whole seconds
   */
  public LoginOptions maxAge(Duration age) {
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
  public LoginOptions acrValues(String... values) {
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
  public LoginOptions claims(ClaimsRequest claims) {
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
  public LoginOptions loginHint(String hint) {
    return with("login_hint", hint);
  }

  /** The languages the user reads, best first (BCP 47). */
  public LoginOptions uiLocales(String... locales) {
    return with("ui_locales", String.join(" ", locales));
  }

  /** A service the tokens are for (RFC 8707); may be called more than once. */
  public LoginOptions resource(String uri) {
    return changed(parameters.plus("resource", uri));
  }

  /** How the callback comes: {@code query}, which is usual, or {@code form_post}. */
  public LoginOptions responseMode(String mode) {
    return with("response_mode", mode);
  }

  /** Another redirect URI than the client's. */
  public LoginOptions redirectUri(URI uri) {
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

  Set<String> scopes() {
    return scopes;
  }

  Form parameters() {
    return parameters;
  }

  Optional<URI> redirectUri() {
    return redirectUri;
  }

  Optional<Duration> maxAge() {
    return maxAge;
  }

  List<String> acrValues() {
    return acrValues;
  }

  Optional<String> subject() {
    return subject;
  }
}
