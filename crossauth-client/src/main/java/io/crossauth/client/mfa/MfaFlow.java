package io.crossauth.client.mfa;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The second factor of a password login, step by step, by Auth0's protocol. {@code
 * PasswordOutcome.MfaRequired} leads through it; {@code OAuthClient.mfa()} gives it.
 *
 * <p>Every method makes a call, and may throw {@link OAuthErrorException} when the server says no
 * for another reason than those of {@link MfaRefusedException}, {@link InvalidResponseException}
 * when it returns a non-conforming response, {@link TransportException} when no usable answer
 * comes, and {@link InterruptedCallException} when the thread is interrupted. Implemented by this
 * library alone; immutable and safe for use by many threads.
 *
 * @see <a
 *     href="https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa">Auth0:
 *     password grant with MFA</a>
 */
public interface MfaFlow {

  /**
   * The second factors of the user, those not confirmed yet among them.
   *
   * @param token the mfa token; after the login an access token with {@code read:authenticators}
   * @return at most 100 of them
   * @throws MfaRefusedException if the token is over
   */
  List<OAuthMfaAuthenticator> authenticators(Secret token);

  /**
   * Asks for a second factor of the server's choice, among the kinds that the provider metadata
   * lists; among {@code otp} and {@code oob} where it lists neither.
   *
   * @param mfaToken the mfa token
   * @return what the user has been asked for
   * @throws MfaRefusedException if the login is over, or the user has no second factor
   */
  OAuthMfaChallengeResponse challenge(Secret mfaToken);

  /**
   * Asks for this second factor.
   *
   * @param mfaToken the mfa token
   * @param challengeType {@code otp} or {@code oob}
   * @param authenticatorId which of the user's factors
   * @return what the user has been asked for
   * @throws InvalidResponseException if the server asks for a factor of another kind
   * @throws MfaRefusedException if the login is over, or the user has no second factor
   */
  OAuthMfaChallengeResponse challenge(
      Secret mfaToken, String challengeType, String authenticatorId);

  /**
   * Ends the login with a code of an authenticator app.
   *
   * @param mfaToken the mfa token
   * @param otp what the app shows
   * @param options the scopes of the login
   * @return the tokens
   * @throws MfaRefusedException if the code is not accepted
   */
  OAuthTokenResponse otp(Secret mfaToken, Secret otp, TokenRequestOptions options);

  /**
   * Ends the login with the code that the user has received.
   *
   * @param mfaToken the mfa token
   * @param oobCode what the answer to the challenge named
   * @param bindingCode what the user has received
   * @param options the scopes of the login
   * @return the tokens
   * @throws MfaRefusedException if the code is not accepted
   */
  OAuthTokenResponse oob(
      Secret mfaToken, Secret oobCode, Secret bindingCode, TokenRequestOptions options);

  /**
   * Asks once whether the user has answered a push message.
   *
   * @param mfaToken the mfa token
   * @param oobCode what the answer to the challenge named
   * @param options the scopes of the login
   * @return the tokens, or when to ask again
   * @throws MfaRefusedException if the user refused, or the login is over
   */
  PollAnswer<OAuthTokenResponse> poll(Secret mfaToken, Secret oobCode, TokenRequestOptions options);

  /**
   * Waits on this thread until the user has answered a push message: asks every five seconds, and
   * less often when told to.
   *
   * @param mfaToken the mfa token
   * @param oobCode what the answer to the challenge named
   * @param patience how long to wait
   * @param options the scopes of the login
   * @return the tokens
   * @throws MfaRefusedException if the user refused, or the login is over
   * @throws LoginTimeoutException {@code mfa.expired} if the user has not answered in time
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  OAuthTokenResponse await(
      Secret mfaToken, Secret oobCode, Duration patience, TokenRequestOptions options);

  /**
   * Waits until the user has answered a push message, without holding a thread.
   *
   * @param mfaToken the mfa token
   * @param oobCode what the answer to the challenge named
   * @param patience how long to wait
   * @param options the scopes of the login
   * @return the tokens, or the failures of {@link #await}; cancelling it ends the waiting
   */
  CompletableFuture<OAuthTokenResponse> start(
      Secret mfaToken, Secret oobCode, Duration patience, TokenRequestOptions options);

  /**
   * Ends the login with a recovery code, which is used up.
   *
   * @param mfaToken the mfa token
   * @param recoveryCode the code that the user has kept
   * @param options the scopes of the login
   * @param keep gets the user's new recovery code, if the server gives one, to be shown once. It is
   *     called before the tokens are looked at, so that the code is not lost if they cannot be
   *     checked
   * @return the tokens
   * @throws MfaRefusedException if the code is not accepted
   */
  OAuthTokenResponse recoveryCode(
      Secret mfaToken, Secret recoveryCode, TokenRequestOptions options, Consumer<Secret> keep);

  /**
   * Enrols a second factor.
   *
   * @param token the mfa token, for the user's first one; later an access token with {@code enroll}
   * @param request what to enrol
   * @return what the user needs to confirm it
   * @throws MfaRefusedException if the user has one already
   */
  MfaEnrolment enrol(Secret token, MfaEnrolment.Request request);

  /**
   * Deletes a second factor.
   *
   * @param accessToken an access token for the MFA audience with {@code remove:authenticators}; an
   *     mfa token will not do
   * @param authenticatorId which of the user's factors
   * @throws IllegalArgumentException if there is no id
   */
  void delete(Secret accessToken, String authenticatorId);
}
