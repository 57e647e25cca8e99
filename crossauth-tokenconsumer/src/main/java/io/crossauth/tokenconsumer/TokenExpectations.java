package io.crossauth.tokenconsumer;

import io.crossauth.internal.time.Durations;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import io.crossauth.tokenconsumer.internal.check.Expected;
import io.crossauth.value.Secret;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call expects of its token, beyond what every token of the consumer must say. Immutable.
 *
 * <p>{@code TokenExpectations.none().withNonce(nonce).withAccessToken(accessToken)}. Its text form
 * has names alone.
 */
public final class TokenExpectations {

  private static final TokenExpectations NONE = new TokenExpectations(Expected.nothing());

  private final Expected expected;

  private TokenExpectations(Expected expected) {
    this.expected = expected;
  }

  /** {@return nothing in particular} */
  public static TokenExpectations none() {
    return NONE;
  }

  /**
   * {@return the token must carry this {@code nonce}}
   *
   * @param nonce the nonce of the authorization request
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
   *     Connect Core section 3.1.3.7 step 11</a>
   */
  public TokenExpectations withNonce(String nonce) {
    return with(Expected.NONCE, Secret.of(nonce));
  }

  /**
   * {@return the token must carry this {@code nonce}, if it carries one} For providers that never
   * repeat it; something else must then keep a stolen code from being used.
   *
   * @param nonce the nonce of the authorization request
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.5">RFC 9700 section 4.5</a>
   */
  public TokenExpectations withNonceIfPresent(String nonce) {
    return with(Expected.NONCE_IF_PRESENT, Secret.of(nonce));
  }

  /**
   * {@return the token came with this access token: {@code at_hash} must fit, if it is there} It
   * must be there when the token came {@linkplain #fromAuthorizationEndpoint from the authorization
   * endpoint}.
   *
   * @param accessToken the access token of the same response
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowTokenValidation">
   *     OpenID Connect Core section 3.1.3.8</a>
   */
  public TokenExpectations withAccessToken(Secret accessToken) {
    return with(Expected.ACCESS_TOKEN, accessToken);
  }

  /**
   * {@return the token came with this code: {@code c_hash} must fit, if it is there} It must be
   * there when the token came {@linkplain #fromAuthorizationEndpoint from the authorization
   * endpoint}.
   *
   * @param code the authorization code of the same response
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#HybridIDToken">OpenID
   *     Connect Core section 3.3.2.11</a>
   */
  public TokenExpectations withCode(Secret code) {
    return with(Expected.CODE, code);
  }

  /**
   * {@return the token belongs to this {@code state}: {@code s_hash} must fit, if it is there (FAPI
   * 1.0)}
   *
   * @param state the state of the authorization request
   */
  public TokenExpectations withState(String state) {
    return with(Expected.STATE, Secret.of(state));
  }

  /**
   * {@return the token came through the browser, so that the hashes of what came with it are
   * required}
   */
  public TokenExpectations fromAuthorizationEndpoint() {
    return with(Expected.FRONT_CHANNEL, true);
  }

  /**
   * {@return the user must have logged in no longer ago; {@code auth_time} is then required}
   *
   * @param maxAge zero or more; the clock skew is added
   */
  public TokenExpectations withMaxAge(Duration maxAge) {
    return with(Expected.MAX_AGE, Durations.notNegative("maxAge", maxAge));
  }

  /**
   * {@code acr} must be one of these.
   *
   * @param anyOf at least one
   * @return the expectations with this one
   */
  public TokenExpectations withAcrValues(List<String> anyOf) {
    if (anyOf.isEmpty()) {
      throw new IllegalArgumentException("acrValues: expected at least one, found none");
    }
    return with(Expected.ACR_VALUES, List.copyOf(anyOf));
  }

  /**
   * {@return the token must be about this user}
   *
   * @param subject the {@code sub} that is expected
   */
  public TokenExpectations withSubject(String subject) {
    return with(Expected.SUBJECT, subject);
  }

  /**
   * {@return the token must have been given to this client: {@code azp}, or {@code client_id}}
   *
   * @param clientId the client id
   */
  public TokenExpectations withAuthorizedParty(String clientId) {
    return with(Expected.AUTHORIZED_PARTY, clientId);
  }

  /**
   * {@return the token came from a refresh, and must be about the same login as this one}
   *
   * @param previous the ID token before the refresh
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse">
   *     OpenID Connect Core section 12.2</a>
   */
  public TokenExpectations withPrevious(VerifiedToken previous) {
    return withPrevious(previous.claims());
  }

  /**
   * {@return the token came from a refresh, and must be about the same login as one with these
   * claims}
   *
   * @param claims the claims of an ID token that was verified when it came, and has been kept where
   *     nobody could change it
   */
  public TokenExpectations withPrevious(Map<String, ? extends @Nullable Object> claims) {
    return with(Expected.PREVIOUS, Collections.unmodifiableMap(new LinkedHashMap<>(claims)));
  }

  /**
   * {@return the caller has proved that it holds this key: the token must be bound to it ({@code
   * cnf.jkt})}
   *
   * @param jkt the thumbprint of the key of a DPoP proof that has been checked
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-6.1">RFC 9449 section 6.1</a>
   */
  public TokenExpectations withDpopKey(String jkt) {
    return with(Expected.DPOP_KEY, jkt);
  }

  /** {@return whether the caller has proved that it holds a key: {@link #withDpopKey}} */
  public boolean expectsDpopKey() {
    return expected.get(Expected.DPOP_KEY) != null;
  }

  /**
   * {@return the caller connected with this certificate: the token must be bound to it ({@code
   * cnf.x5t#S256}), unless it is bound to the key of {@link #withDpopKey} alone}
   *
   * @param certificate the client certificate of the TLS connection
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3.1">RFC 8705 section 3.1</a>
   */
  public TokenExpectations withCertificate(X509Certificate certificate) {
    return with(Expected.CERTIFICATE, Thumbprint.ofCertificate(certificate));
  }

  /**
   * {@return the token has just come from the issuer itself, in answer to a call of this program:
   * if its key is not here, or its signature does not fit, the keys are fetched once for it,
   * whatever the tokens of strangers make the key set do} It changes nothing about what is
   * accepted.
   *
   * @param left how long that may take: what is left of the call's time; more than zero
   * @throws IllegalArgumentException if it is zero or less
   */
  public TokenExpectations fetchedFromIssuer(Duration left) {
    return with(Expected.FETCHED, Durations.positive("fetchedFromIssuer", left));
  }

  private <T> TokenExpectations with(Expected.Key<T> key, T value) {
    return new TokenExpectations(expected.with(key, value));
  }

  Expected expected() {
    return expected;
  }

  /** The names of what is expected, never the values. */
  @Override
  public String toString() {
    return "TokenExpectations" + expected;
  }
}
