package io.crossauth.client.internal.token;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token response must agree with: the login it answers, or the tokens it renews. Immutable.
 */
public final class TokenResponseRules {

  private static final TokenResponseRules NONE =
      new TokenResponseRules(
          TokenExpectations.none(),
          false,
          null,
          null,
          Set.of(),
          Set.of(),
          AuthorizationDetails.none());

  private final TokenExpectations expectations;
  private final boolean idTokenRequired;
  private final @Nullable Secret refreshToken;
  private final @Nullable VerifiedToken earlierIdToken;
  private final Set<String> earlierScopes;
  private final Set<String> types;
  private final AuthorizationDetails earlierDetails;

  private TokenResponseRules(
      TokenExpectations expectations,
      boolean idTokenRequired,
      @Nullable Secret refreshToken,
      @Nullable VerifiedToken earlierIdToken,
      Set<String> earlierScopes,
      Set<String> types,
      AuthorizationDetails earlierDetails) {
    this.expectations = expectations;
    this.idTokenRequired = idTokenRequired;
    this.refreshToken = refreshToken;
    this.earlierIdToken = earlierIdToken;
    this.earlierScopes = earlierScopes;
    this.types = types;
    this.earlierDetails = earlierDetails;
  }

  /** Nothing came before: an ID token is checked by itself, and need not be there. */
  public static TokenResponseRules none() {
    return NONE;
  }

  /** The same rules with more for the ID token, if there is one. */
  public TokenResponseRules expecting(TokenExpectations more) {
    return new TokenResponseRules(
        more, idTokenRequired, refreshToken, earlierIdToken, earlierScopes, types, earlierDetails);
  }

  /** The same rules, and an ID token must be there. */
  public TokenResponseRules requiringIdToken() {
    return new TokenResponseRules(
        expectations, true, refreshToken, earlierIdToken, earlierScopes, types, earlierDetails);
  }

  /** The same rules; where no new refresh token comes, this one is still the one. */
  public TokenResponseRules keeping(Secret earlier) {
    return new TokenResponseRules(
        expectations,
        idTokenRequired,
        earlier,
        earlierIdToken,
        earlierScopes,
        types,
        earlierDetails);
  }

  /**
   * The same rules; these scopes were asked for earlier, and are granted unless it says otherwise.
   */
  public TokenResponseRules granting(Set<String> scopes) {
    return new TokenResponseRules(
        expectations, idTokenRequired, refreshToken, earlierIdToken, scopes, types, earlierDetails);
  }

  /** The same rules; these details were granted earlier, and are unless it says otherwise. */
  public TokenResponseRules granting(AuthorizationDetails details) {
    return new TokenResponseRules(
        expectations, idTokenRequired, refreshToken, earlierIdToken, earlierScopes, types, details);
  }

  /** The same rules; one of these {@code token_type}s, unless there is none of them. */
  public TokenResponseRules ofTypes(Set<String> expected) {
    return expected.isEmpty()
        ? this
        : new TokenResponseRules(
            expectations,
            idTokenRequired,
            refreshToken,
            earlierIdToken,
            earlierScopes,
            expected,
            earlierDetails);
  }

  /** The rules of a refresh: OpenID Connect Core 1.0 section 12.2. */
  static TokenResponseRules renewing(OAuthTokenResponse previous, Secret refreshToken) {
    TokenExpectations same =
        previous
            .idToken()
            .map(id -> TokenExpectations.none().withPrevious(id))
            .orElse(TokenExpectations.none());
    return new TokenResponseRules(
        same,
        false,
        refreshToken,
        previous.idToken().orElse(null),
        previous.scopes(),
        Set.of(),
        previous.authorizationDetails());
  }

  /** The rules of a refresh of these tokens. */
  public static TokenResponseRules renewing(OAuthTokenResponse previous) {
    Secret refreshToken =
        previous
            .refreshToken()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "tokens: expected a refresh token, found none; ask for offline_access"));
    return renewing(previous, refreshToken);
  }

  TokenExpectations expectations() {
    return expectations;
  }

  boolean idTokenRequired() {
    return idTokenRequired;
  }

  @Nullable Secret refreshToken() {
    return refreshToken;
  }

  @Nullable VerifiedToken earlierIdToken() {
    return earlierIdToken;
  }

  /** The types that a response may have; the client's own where the grant does not say. */
  Set<String> types(String usual) {
    return types.isEmpty() ? Set.of(usual) : types;
  }

  /** What was granted in detail, where the server does not say; not known if it was asked anew. */
  AuthorizationDetails details(TokenRequestOptions options) {
    return options.parameters().has("authorization_details")
        ? AuthorizationDetails.none()
        : earlierDetails;
  }

  /** RFC 6749 sections 5.1 and 6: what the server grants when it does not say. */
  Set<String> scopes(TokenRequestOptions options) {
    return options.scopes().isEmpty() ? earlierScopes : options.scopes();
  }
}
