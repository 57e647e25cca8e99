package io.crossauth.client.mfa;

import io.crossauth.client.endpoint.ClientCalls;
import io.crossauth.client.endpoint.ProtocolAnswer;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.MfaOobGrant;
import io.crossauth.client.grant.MfaOtpGrant;
import io.crossauth.client.grant.MfaRecoveryCodeGrant;
import io.crossauth.client.polling.PollAnswer;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenEndpoint;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.client.token.TokenResponseRules;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The second factor of a password login, step by step. {@code MfaRequired} leads through it.
 *
 * @see <a
 *     href="https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa">Auth0:
 *     password grant with MFA</a>
 */
public final class MfaFlow {

  private final ClientCalls calls;
  private final TokenEndpoint tokens;
  private final Optional<URI> base;
  private final BearerCalls bearer;

  /**
   * Creates the flow of a client.
   *
   * @param base where the provider is reached, if not below its issuer
   */
  public MfaFlow(ClientCalls calls, TokenEndpoint tokens, Optional<URI> base) {
    this.calls = calls;
    this.tokens = tokens;
    this.base = base;
    this.bearer = new BearerCalls(calls.context());
  }

  /**
   * The second factors of the user, those not confirmed yet among them.
   *
   * @param token the mfa token; after the login an access token with {@code read:authenticators}
   */
  public List<OAuthMfaAuthenticator> authenticators(Secret token) {
    return MfaReader.authenticators(
        bearer.get("MFA authenticators", addresses().authenticators(), token));
  }

  /**
   * Asks for one of these kinds of second factor.
   *
   * @param challengeTypes {@code otp}, {@code oob}, or both to let the server choose; empty for
   *     what the provider's metadata lists, or both
   * @param authenticatorId which of the user's factors; empty for the server's choice
   */
  public OAuthMfaChallengeResponse challenge(
      Secret mfaToken, List<String> challengeTypes, Optional<String> authenticatorId) {
    Form form =
        Form.empty()
            .plus("mfa_token", mfaToken)
            .plus(
                "challenge_type",
                String.join(" ", challengeTypes.isEmpty() ? listed() : challengeTypes));
    if (authenticatorId.isPresent()) {
      form = form.plus("authenticator_id", authenticatorId.get());
    }
    ProtocolAnswer answer =
        calls.post("MFA challenge endpoint", addresses().challenge(), form, Headers.none());
    OAuthMfaChallengeResponse challenge =
        MfaReader.challenge(granted(answer, MfaErrors::ofRequest).members());
    if (!challengeTypes.isEmpty() && !challengeTypes.contains(challenge.challengeType())) {
      throw new InvalidResponseException(
          "challenge_type",
          "MFA challenge: expected " + challengeTypes + ", found " + challenge.challengeType());
    }
    return challenge;
  }

  /** Ends the login with a code of an authenticator app. */
  public OAuthTokenResponse otp(Secret mfaToken, Secret otp, TokenRequestOptions options) {
    return complete(new MfaOtpGrant(mfaToken, otp), options);
  }

  /** Ends the login with the code that the user has received. */
  public OAuthTokenResponse oob(
      Secret mfaToken, Secret oobCode, Secret bindingCode, TokenRequestOptions options) {
    return complete(new MfaOobGrant(mfaToken, oobCode, Optional.of(bindingCode)), options);
  }

  /** Asks once whether the user has answered a push message. */
  public PollAnswer<OAuthTokenResponse> poll(
      Secret mfaToken, Secret oobCode, TokenRequestOptions options) {
    ProtocolAnswer answer =
        tokens.ask(new MfaOobGrant(mfaToken, oobCode, Optional.empty()), options);
    if (answer instanceof ProtocolAnswer.Refused refused) {
      return switch (refused.error().error()) {
        case "authorization_pending" -> new PollAnswer.Pending<>();
        case "slow_down" -> new PollAnswer.SlowDown<>(Optional.empty());
        default -> throw MfaErrors.ofPush(refused.error());
      };
    }
    return new PollAnswer.Done<>(tokens.read(answer.members(), options, TokenResponseRules.none()));
  }

  /** Ends the login with a recovery code, which is used up. */
  public MfaRecovery recoveryCode(
      Secret mfaToken, Secret recoveryCode, TokenRequestOptions options) {
    OAuthTokenResponse response =
        complete(new MfaRecoveryCodeGrant(mfaToken, recoveryCode), options);
    return new MfaRecovery(
        response,
        response
            .raw("recovery_code")
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(code -> !code.isBlank())
            .map(Secret::of));
  }

  /**
   * Enrols a second factor.
   *
   * @param token the mfa token, for the user's first one; later an access token with {@code enroll}
   */
  public MfaEnrolment enrol(Secret token, MfaEnrolment.Request request) {
    return MfaReader.enrolment(
        bearer.post("MFA enrolment", addresses().associate(), token, MfaRequests.enrol(request)));
  }

  /**
   * Deletes a second factor.
   *
   * @param accessToken an access token for the MFA audience with {@code remove:authenticators}; an
   *     mfa token will not do
   */
  public void delete(Secret accessToken, String authenticatorId) {
    bearer.delete("MFA authenticators", addresses().authenticator(authenticatorId), accessToken);
  }

  ClientCalls calls() {
    return calls;
  }

  private OAuthTokenResponse complete(Grant grant, TokenRequestOptions options) {
    ProtocolAnswer answer = granted(tokens.ask(grant, options), MfaErrors::ofCode);
    return tokens.read(answer.members(), options, TokenResponseRules.none());
  }

  private static ProtocolAnswer granted(
      ProtocolAnswer answer, Function<OAuthErrorException, CrossauthException> refusal) {
    if (answer instanceof ProtocolAnswer.Refused refused) {
      throw refusal.apply(refused.error());
    }
    return answer;
  }

  /** What metadata lists is asked for; where it lists neither, both may work. */
  private List<String> listed() {
    List<String> grants =
        calls
            .context()
            .configuration()
            .get()
            .find(MetadataField.GRANT_TYPES_SUPPORTED)
            .orElse(List.of());
    List<String> types = new ArrayList<>();
    if (grants.contains(MfaOtpGrant.TYPE)) {
      types.add("otp");
    }
    if (grants.contains(MfaOobGrant.TYPE)) {
      types.add("oob");
    }
    return types.isEmpty() ? List.of("otp", "oob") : types;
  }

  private MfaAddresses addresses() {
    return new MfaAddresses(calls.context().configuration().get(), base);
  }
}
