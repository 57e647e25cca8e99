package io.crossauth.client.token;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.value.Secret;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token request may say besides its grant. Immutable and safe for use by many threads.
 *
 * @param scopes the scopes to ask for; none leaves the choice to the server
 * @param parameters more parameters: {@code audience}, {@code resource}, {@code totp}, …
 * @param headers more header fields
 * @param proofKey the key that the tokens are to be bound to, if one was chosen before (RFC 9449)
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 section 3.3</a>
 */
public record TokenRequestOptions(
    Set<String> scopes, Form parameters, Headers headers, Optional<Secret> proofKey) {

  private static final TokenRequestOptions NONE =
      new TokenRequestOptions(Set.of(), Form.empty(), Headers.none());

  /**
   * Copies the scopes; they keep their order.
   *
   * @param scopes the scopes to ask for, one each; empty leaves the choice to the server
   * @param parameters more parameters, not encoded; may be empty
   * @param headers more header fields; may be empty
   * @param proofKey a key as {@link OAuthTokenResponse#proofKey} gives it; empty for none
   * @throws IllegalArgumentException if a scope is empty, or has a space, a quote, a backslash, or
   *     a character that is not printable ASCII (RFC 6749 section 3.3)
   */
  public TokenRequestOptions {
    for (String scope : scopes) {
      if (!isScope(scope)) {
        throw new IllegalArgumentException(
            "scope: expected a name without spaces and quotes (RFC 6749 section 3.3)");
      }
    }
    scopes = scopes.size() == 1 ? Set.copyOf(scopes) : ordered(scopes);
  }

  /**
   * Options without a key; a client that uses DPoP makes one.
   *
   * @param scopes the scopes to ask for, one each; empty leaves the choice to the server
   * @param parameters more parameters, not encoded; may be empty
   * @param headers more header fields; may be empty
   * @throws IllegalArgumentException if a scope is not one (RFC 6749 section 3.3)
   */
  public TokenRequestOptions(Set<String> scopes, Form parameters, Headers headers) {
    this(scopes, parameters, headers, Optional.empty());
  }

  private static boolean isScope(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '"' || c == '\\' || c > '~') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Nothing besides the grant.
   *
   * @return options without scopes, parameters and header fields
   */
  public static TokenRequestOptions none() {
    return NONE;
  }

  /**
   * These scopes and nothing else.
   *
   * @param scopes the scopes to ask for, one each; none leaves the choice to the server
   * @return options with these scopes, in their order
   * @throws IllegalArgumentException if one is not a scope (RFC 6749 section 3.3)
   */
  public static TokenRequestOptions scopes(String... scopes) {
    Set<String> all = scopes.length == 1 ? Set.of(scopes[0]) : ordered(List.of(scopes));
    return new TokenRequestOptions(all, Form.empty(), Headers.none());
  }

  private static Set<String> ordered(Collection<String> scopes) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  /**
   * The same options with one more parameter.
   *
   * @param name the parameter's name; one that is there already is kept beside it
   * @param value its value, not encoded
   * @return the changed options
   */
  public TokenRequestOptions with(String name, String value) {
    return new TokenRequestOptions(scopes, parameters.plus(name, value), headers, proofKey);
  }

  /**
   * The same options with one more parameter that is a secret, such as a one-time code.
   *
   * @param name the parameter's name; one that is there already is kept beside it
   * @param value its value, not encoded, which no text form shows
   * @return the changed options
   */
  public TokenRequestOptions with(String name, Secret value) {
    return new TokenRequestOptions(scopes, parameters.plus(name, value), headers, proofKey);
  }

  /**
   * The same options with these header fields more.
   *
   * @param more the fields; they replace those of the same name
   * @return the changed options
   */
  public TokenRequestOptions withHeaders(Headers more) {
    return new TokenRequestOptions(scopes, parameters, headers.overriddenBy(more), proofKey);
  }

  /**
   * The same options with the key that the tokens are to be bound to: the one of tokens from before
   * (RFC 9449). A refresh token of a public client is good with its key alone (section 5).
   *
   * @param key as {@link OAuthTokenResponse#proofKey} has given it
   * @return the changed options
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-5">RFC 9449 section 5</a>
   */
  public TokenRequestOptions withProofKey(Secret key) {
    return new TokenRequestOptions(scopes, parameters, headers, Optional.of(key));
  }

  /**
   * The same options with what the tokens are to allow in detail; of a refresh, fewer than before.
   *
   * @param details what is asked for; they go into one parameter, so this is called once. Before
   *     anything is sent their types are looked for in {@code
   *     authorization_details_types_supported}, if the server has it ({@code
   *     config.authorization_details_type})
   * @return the changed options
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-6">RFC 9396 section 6</a>
   */
  public TokenRequestOptions withAuthorizationDetails(AuthorizationDetails details) {
    return with("authorization_details", details.json());
  }

  /**
   * The same options for a target service; may be called more than once (RFC 8707 section 2).
   *
   * @param resource the absolute address of the service, without a fragment; sent as it is
   * @return the changed options
   */
  public TokenRequestOptions withResource(String resource) {
    return with("resource", resource);
  }
}
