package io.crossauth.client.introspection;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.tokenconsumer.OpaqueTokenCheck;
import io.crossauth.value.Secret;
import java.time.Duration;

/**
 * Asks the server what a token is. Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
public interface IntrospectionEndpoint {

  /**
   * Asks what a token is, and lets the server find out which kind of token it is. A token that is
   * not active is an answer, not an error.
   *
   * @param token the token: an access or a refresh token, as the server issued it
   * @return what the server says of it
   * @throws OAuthErrorException if the server does not let this client ask
   * @throws InvalidResponseException if the answer does not say whether the token is active, or
   *     should be signed and is not
   * @throws TokenRejectedException if a signed answer is not acceptable
   * @throws TransportException if no usable answer came
   */
  Introspection introspect(Secret token);

  /**
   * Asks what a token of a known kind is.
   *
   * @param token the token, as the server issued it
   * @param hint which kind it is: {@code access_token} or {@code refresh_token}; a server may
   *     ignore it (RFC 7662 section 2.1)
   * @return what the server says of it
   * @throws OAuthErrorException if the server does not let this client ask
   * @throws InvalidResponseException if the answer does not say whether the token is active, or
   *     should be signed and is not
   * @throws TokenRejectedException if a signed answer is not acceptable
   * @throws TransportException if no usable answer came
   */
  Introspection introspect(Secret token, String hint);

  /**
   * The same, but its answers must be signed by the issuer for this client; plain ones are refused.
   *
   * @return the endpoint with signed answers
   * @throws IllegalStateException if the provider has no issuer
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9701">RFC 9701</a>
   */
  IntrospectionEndpoint signed();

  /**
   * A check of opaque access tokens for a consumer of tokens. It remembers answers: that a token is
   * active for a minute and never past the token's end, 10,000 of them and 32 MiB at most; that it
   * is not for ten seconds, 10,000 of them, by the token's digest. Of many callers with one token,
   * one asks. A token of which no end is named is good for as long as that is remembered. An outage
   * of the server is never the token's fault.
   *
   * @return the check
   */
  OpaqueTokenCheck opaqueTokenCheck();

  /**
   * The same with another memory: so long does a token that is revoked live on here.
   *
   * @param remembered how long an answer is remembered: from zero, to ask each time and for each
   *     caller, to ten minutes; a minute by default
   * @return the check
   * @throws IllegalArgumentException if the time is negative, or more than ten minutes
   */
  OpaqueTokenCheck opaqueTokenCheck(Duration remembered);
}
