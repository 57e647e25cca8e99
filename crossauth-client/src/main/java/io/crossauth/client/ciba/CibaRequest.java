package io.crossauth.client.ciba;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom to log in, and what to show. It has exactly one hint about the user, and the scope {@code
 * openid} always. Immutable and safe for use by many threads; its text form is the names of its
 * parameters.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_request">CIBA
 *     Core 1.0 section 7.1</a>
 */
public final class CibaRequest {

  private static final Set<String> OWN =
      Set.of(
          "scope",
          "login_hint",
          "login_hint_token",
          "id_token_hint",
          "client_notification_token",
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type",
          "request",
          "request_uri");

  private final Set<String> scopes;
  private final Form parameters;
  private final List<String> acrValues;
  private final Optional<String> subject;

  private CibaRequest(
      Set<String> scopes, Form parameters, List<String> acrValues, Optional<String> subject) {
    this.scopes = scopes;
    this.parameters = parameters;
    this.acrValues = acrValues;
    this.subject = subject;
  }

  private static CibaRequest of(Form hint, Optional<String> subject) {
    return new CibaRequest(Set.of("openid"), hint, List.of(), subject);
  }

  /**
   * A user by a name that the server knows: an address, a phone number, an account.
   *
   * @param hint the name, as the server wants it
   * @return the request
   * @throws IllegalArgumentException if it is blank
   */
  public static CibaRequest loginHint(String hint) {
    return of(Form.of("login_hint", notBlank("login_hint", hint)), Optional.empty());
  }

  /**
   * A user by a token that names the user.
   *
   * @param token the token, as the server wants it
   * @return the request
   * @throws IllegalArgumentException if it is blank
   */
  public static CibaRequest loginHintToken(Secret token) {
    notBlank("login_hint_token", token.reveal());
    return of(Form.empty().plus("login_hint_token", token), Optional.empty());
  }

  /**
   * A user who has logged in before. The tokens are refused if they are another user's.
   *
   * @param idToken the ID token of that login, in its compact form
   * @param subject its {@code sub}
   * @return the request
   * @throws IllegalArgumentException if one of them is blank
   */
  public static CibaRequest idTokenHint(Secret idToken, String subject) {
    notBlank("id_token_hint", idToken.reveal());
    return of(
        Form.empty().plus("id_token_hint", idToken), Optional.of(notBlank("subject", subject)));
  }

  /**
   * The same request with these scopes.
   *
   * @param all the scopes; {@code openid} is added where it is not among them
   * @return the changed request
   * @throws IllegalArgumentException if one is not a scope (RFC 6749 section 3.3)
   */
  public CibaRequest withScopes(String... all) {
    Set<String> checked = new LinkedHashSet<>(Set.of("openid"));
    checked.addAll(TokenRequestOptions.scopes(all).scopes());
    return new CibaRequest(checked, parameters, acrValues, subject);
  }

  /**
   * The same request with a message that the user sees on both devices.
   *
   * @param message a few plain characters, such as a code that the program shows; servers limit
   *     them, Keycloak to 50
   * @return the changed request
   * @throws IllegalArgumentException if it is blank, or has been set
   */
  public CibaRequest withBindingMessage(String message) {
    return with("binding_message", notBlank("binding_message", message));
  }

  /**
   * The same request with a code that only the user knows, for servers that want one.
   *
   * @param code the code, as the user has typed it
   * @return the changed request
   * @throws IllegalArgumentException if it is blank, or has been set
   */
  public CibaRequest withUserCode(Secret code) {
    notBlank("user_code", code.reveal());
    once("user_code");
    return with(parameters.plus("user_code", code));
  }

  /**
   * The same request that is to live for so long.
   *
   * @param time in whole seconds, from one; the server may give less or more
   * @return the changed request
   * @throws IllegalArgumentException if it is less than a second, or has been set
   */
  public CibaRequest withRequestedExpiry(Duration time) {
    if (time.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "requested_expiry: expected one second or more, found " + time);
    }
    return with("requested_expiry", Long.toString(time.toSeconds()));
  }

  /**
   * The same request for authentication contexts: the ID token must name one of them.
   *
   * @param values the values of {@code acr}, best first; at least one
   * @return the changed request
   * @throws IllegalArgumentException if there is none, one is blank or has a space, or they have
   *     been set
   */
  public CibaRequest withAcrValues(String... values) {
    for (String value : values) {
      if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException(
            "acr_values: expected words without spaces, found a different text");
      }
    }
    CibaRequest all = with("acr_values", notBlank("acr_values", String.join(" ", values)));
    return new CibaRequest(scopes, all.parameters, List.of(values), subject);
  }

  /**
   * The same request with what the tokens are to allow in detail.
   *
   * @param details what is asked for; before anything is sent their types are looked for in {@code
   *     authorization_details_types_supported}, if the server has it ({@code
   *     config.authorization_details_type})
   * @return the changed request
   * @throws IllegalArgumentException if they have been set
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-4">RFC 9396 section 4</a>
   */
  public CibaRequest withAuthorizationDetails(AuthorizationDetails details) {
    return with("authorization_details", details.json());
  }

  /**
   * The same request with one more parameter, such as {@code request_context} of an ecosystem.
   *
   * @param name the parameter's name
   * @param value its value, not encoded
   * @return the changed request
   * @throws IllegalArgumentException if the name is the client's own, or that of a hint, or has
   *     been used
   */
  public CibaRequest with(String name, String value) {
    once(name);
    return with(parameters.plus(name, value));
  }

  private CibaRequest with(Form changed) {
    return new CibaRequest(scopes, changed, acrValues, subject);
  }

  private void once(String name) {
    if (OWN.contains(name) || parameters.has(name)) {
      throw new IllegalArgumentException(
          "parameter "
              + name
              + ": expected one that is neither the client's own, nor the hint, nor there already;"
              + " a request has one hint (CIBA Core 1.0 section 7.1)");
    }
  }

  private static String notBlank(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + ": expected a value, found none");
    }
    return value;
  }

  /** {@return the scopes to ask for, in their order; {@code openid} is one; unmodifiable} */
  public Set<String> scopes() {
    return Collections.unmodifiableSet(scopes);
  }

  /** {@return the parameters of the request, without {@code scope}} */
  public Form parameters() {
    return parameters;
  }

  /** {@return the authentication contexts of which the ID token must name one; empty for any} */
  public List<String> acrValues() {
    return acrValues;
  }

  /** {@return the user that the ID token must be about, where the program knows} */
  public Optional<String> subject() {
    return subject;
  }

  /** The names of the parameters. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    parameters.fields().forEach(field -> names.add(field.name()));
    return "CibaRequest[scopes " + scopes + ", " + String.join(", ", names) + "]";
  }
}
