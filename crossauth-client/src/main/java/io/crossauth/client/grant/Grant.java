package io.crossauth.client.grant;

import io.crossauth.client.internal.jose.AssertionText;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A grant, exchanged for tokens at the token endpoint. A new grant is one new file: implement this
 * and hand it to {@code OAuthClient.requestTokens}. Implementations are immutable and safe for use
 * by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.3">RFC 6749 section 1.3</a>
 */
public interface Grant {

  /**
   * The type of the grant.
   *
   * @return the value of {@code grant_type}: a name or an absolute URI
   */
  String type();

  /**
   * The parameters of the request, without {@code grant_type}, {@code scope} and those of client
   * authentication. Asked for once for each request that is sent, a repeated one included, so that
   * a grant may make a signed parameter.
   *
   * @return the parameters in their order; secrets among them marked as such
   */
  Form parameters();

  /**
   * The {@code token_type} that the response may have.
   *
   * @return the types, in any case; empty for the one that the client presents: {@code Bearer}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-7.1">RFC 6749 section 7.1</a>
   */
  default Set<String> tokenTypes() {
    return Set.of();
  }

  /**
   * Checks what the response must say for this grant beside what every token response says. It is
   * called with each response to this grant, after all other checks; nobody sees a response that is
   * refused here. A grant without rules of its own does nothing.
   *
   * @param response the tokens, and the other members of the response by their names ({@code raw})
   * @throws InvalidResponseException if the response does not answer this grant
   */
  default void check(OAuthTokenResponse response) {}

  /** The {@code grant_type} of {@link #deviceCode} (RFC 8628 section 3.4). */
  String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  /** The {@code grant_type} of {@link #jwtBearer} (RFC 7523 section 2.1). */
  String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** The {@code grant_type} of {@link #ciba} (OpenID Connect CIBA Core 1.0 section 4). */
  String CIBA = "urn:openid:params:grant-type:ciba";

  /** The {@code grant_type} of {@link #mfaOtp}. */
  String MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";

  /** The {@code grant_type} of {@link #mfaOob}. */
  String MFA_OOB = "http://auth0.com/oauth/grant-type/mfa-oob";

  /**
   * A code that came back from a login, with the redirect URI and the PKCE verifier of its request.
   *
   * @param code the code
   * @param redirectUri the redirect URI of the authorization request, character for character
   * @param codeVerifier the verifier whose challenge was in the authorization request
   * @return the grant
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</a>
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.5">RFC 7636 section 4.5</a>
   */
  static Grant authorizationCode(Secret code, URI redirectUri, Secret codeVerifier) {
    return new AuthorizationCodeGrant(code, redirectUri, codeVerifier);
  }

  /**
   * The client itself, without a user.
   *
   * @return the grant
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2">RFC 6749 section 4.4.2</a>
   */
  static Grant clientCredentials() {
    return new ClientCredentialsGrant();
  }

  /**
   * A refresh token.
   *
   * @param refreshToken the token
   * @return the grant
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>
   */
  static Grant refreshToken(Secret refreshToken) {
    return new RefreshTokenGrant(refreshToken);
  }

  /**
   * A user's name and password. RFC 9700 section 2.4 advises against it; use it only where the user
   * trusts this program with the password.
   *
   * @param username the user's name
   * @param password the user's password
   * @return the grant
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.3.2">RFC 6749 section 4.3.2</a>
   */
  static Grant password(String username, Secret password) {
    return new PasswordGrant(username, password);
  }

  /**
   * A device code that the user has, or has not yet, approved.
   *
   * @param deviceCode the device code
   * @return the grant
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.4">RFC 8628 section 3.4</a>
   */
  static Grant deviceCode(Secret deviceCode) {
    return new DeviceCodeGrant(deviceCode);
  }

  /**
   * A JWT that speaks for somebody.
   *
   * @param assertion gives the JWT in its compact form: {@link JwtAssertion#signed}, or one that
   *     others make. Called once for each request, a repeated one included, by many threads at once
   * @return the grant
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</a>
   */
  static Grant jwtBearer(Supplier<Secret> assertion) {
    return new JwtBearerGrant(assertion);
  }

  /**
   * A JWT that the platform writes to a file and renews, such as a projected service account token
   * of Kubernetes. The file is read for each request.
   *
   * @param file the file: a JWT in its compact form, at most 64 KiB; blanks around it are taken off
   * @return the grant, whose request throws {@link IllegalStateException} if the file cannot be
   *     read, or is empty or longer
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</a>
   */
  static Grant jwtBearerFile(Path file) {
    return new JwtBearerGrant(() -> AssertionText.in(file, "assertion"));
  }

  /**
   * A request to log a user in on a device of the user's, approved or not yet. The ID token, where
   * it names a request, must name this one.
   *
   * @param authReqId the {@code auth_req_id} of the acknowledgement
   * @return the grant
   * @see <a
   *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#token_request">
   *     CIBA Core 1.0 section 10.1</a>
   */
  static Grant ciba(Secret authReqId) {
    return new CibaGrant(authReqId);
  }

  /**
   * A code of an authenticator app, for a password login that wants a second factor.
   *
   * @param mfaToken what the password login answered
   * @param otp the code that the app shows
   * @return the grant
   */
  static Grant mfaOtp(Secret mfaToken, Secret otp) {
    return new MfaOtpGrant(mfaToken, otp);
  }

  /**
   * A challenge that the user answers elsewhere (push), for a password login that wants a second
   * factor.
   *
   * @param mfaToken what the password login answered
   * @param oobCode what the challenge answered
   * @return the grant
   */
  static Grant mfaOob(Secret mfaToken, Secret oobCode) {
    return new MfaOobGrant(mfaToken, oobCode, Optional.empty());
  }

  /**
   * A challenge whose code went to the user another way (SMS, voice, email), for a password login
   * that wants a second factor.
   *
   * @param mfaToken what the password login answered
   * @param oobCode what the challenge answered
   * @param bindingCode the code that the user received
   * @return the grant
   */
  static Grant mfaOob(Secret mfaToken, Secret oobCode, Secret bindingCode) {
    return new MfaOobGrant(mfaToken, oobCode, Optional.of(bindingCode));
  }

  /**
   * A recovery code, which is used up, for a password login that wants a second factor.
   *
   * @param mfaToken what the password login answered
   * @param recoveryCode the code that the user has kept
   * @return the grant
   */
  static Grant mfaRecoveryCode(Secret mfaToken, Secret recoveryCode) {
    return new MfaRecoveryCodeGrant(mfaToken, recoveryCode);
  }
}
