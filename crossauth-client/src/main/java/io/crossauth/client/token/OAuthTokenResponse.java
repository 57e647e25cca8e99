package io.crossauth.client.token;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens that the server gave, checked: the ID token, if there is one, has been verified before
 * anybody sees this object. Immutable and safe for use by many threads.
 *
 * <p>Its string form shows no token. A test may implement it for its own tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749 section 5.1</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#TokenResponse">OpenID Connect
 *     Core 1.0 section 3.1.3.3</a>
 */
public interface OAuthTokenResponse {

  /**
   * The access token. To its client it is a string without meaning.
   *
   * @return the access token
   */
  Secret accessToken();

  /**
   * How the access token is presented.
   *
   * @return {@code Bearer}, or {@code DPoP} of a token that is bound to {@link #proofKey}, as the
   *     server spells it
   */
  String tokenType();

  /**
   * How long the access token lives from when it was received.
   *
   * @return the time, to the second; empty if the server does not say
   */
  Optional<Duration> expiresIn();

  /**
   * When the access token ends by this client's clock.
   *
   * @return the instant; empty if the server does not say how long the token lives
   */
  Optional<Instant> expiresAt();

  /**
   * The refresh token: a new one, or the one that was just used.
   *
   * @return the refresh token, if there is one
   */
  Optional<Secret> refreshToken();

  /**
   * The scopes that were granted.
   *
   * @return the scopes in the server's order; those that were asked for, if the server does not say
   */
  Set<String> scopes();

  /**
   * What was granted in detail, which may be other than what was asked for; after a refresh that
   * does not say, what was granted before.
   *
   * @return the details; empty if the server does not say
   * @throws IllegalArgumentException never for tokens of this client, whose details have been
   *     looked at; for those of a test if they are no array of objects with a type
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-7">RFC 9396 section 7</a>
   */
  default AuthorizationDetails authorizationDetails() {
    return AuthorizationDetails.ofValue(raw("authorization_details").orElse(null));
  }

  /**
   * The verified ID token; after a refresh without a new one, the earlier one.
   *
   * @return the ID token, if there is one
   */
  Optional<VerifiedToken> idToken();

  /**
   * Claims about the user: those of the ID token, and those of the userinfo endpoint where the
   * client was told to merge them. Where both have a claim, the ID token's stands.
   *
   * @return the claims by their names, unmodifiable; empty without an ID token
   */
  Map<String, Object> idPayload();

  /**
   * The key that the tokens were asked for by, of a client that uses DPoP: to be kept with them, as
   * well as they are. With it they are presented and renewed, by whichever process: {@link
   * TokenRequestOptions#withProofKey}.
   *
   * @return a private JWK; of a key that is held elsewhere ({@code Dpop.signedBy}) its thumbprint
   *     alone; empty of tokens without a key
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-5">RFC 9449 section 5</a>
   */
  default Optional<Secret> proofKey() {
    return Optional.empty();
  }

  /**
   * A member of the response that has no method here. Tokens are not among them.
   *
   * @param name the member's name, such as {@code session_state}
   * @return its value: a string, number, boolean, list or map; empty if it was not sent or is null
   */
  Optional<Object> raw(String name);
}
