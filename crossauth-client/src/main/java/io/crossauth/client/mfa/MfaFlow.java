package io.crossauth.client.mfa;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.MfaOobGrant;
import io.crossauth.client.grant.MfaOtpGrant;
import io.crossauth.client.grant.MfaRecoveryCodeGrant;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The second factor of a password login, step by step. {@code MfaRequired} leads through it.
 *
 * @see <a
 *     href="https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa">Auth0:
 *     password grant with MFA</a>
 */
public final class MfaFlow {

  private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

  private final ProviderCalls calls;
  private final TokenEndpoint tokens;
  private final Optional<URI> base;
  private final BearerCalls bearer;
  private final UnaryOperator<OAuthTokenResponse> completion;

  /**
   * Creates the flow of a client.
   *
   * @param base where the provider is reached, if not below its issuer
   */
  public MfaFlow(ProviderCalls calls, TokenEndpoint tokens, Optional<URI> base) {
    this(calls, tokens, base, UnaryOperator.identity());
  }

  private MfaFlow(
      ProviderCalls calls,
      TokenEndpoint tokens,
      Optional<URI> base,
      UnaryOperator<OAuthTokenResponse> completion) {
    this.calls = calls;
    this.tokens = tokens;
    this.base = base;
    this.bearer = new BearerCalls(calls);
    this.completion = completion;
  }

  /** The same flow that completes its tokens, such as by the claims of the userinfo endpoint. */
  public MfaFlow completedBy(UnaryOperator<OAuthTokenResponse> last) {
    return new MfaFlow(calls, tokens, base, last);
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
    OAuthResponse answer =
        calls.send(
            ProviderCall.post(MetadataField.MFA_CHALLENGE_ENDPOINT, form)
                .named("MFA challenge endpoint")
                .at(addresses().challenge()));
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

  /**
   * Asks once whether the user has answered a push message.
   *
   * @throws MfaRefusedException if the user refused, or the login is over
   */
  public PollAnswer<OAuthTokenResponse> poll(
      Secret mfaToken, Secret oobCode, TokenRequestOptions options) {
    return ask(tokens, new MfaOobGrant(mfaToken, oobCode, Optional.empty()), options)
        .map(answer -> read(answer, options));
  }

  /** Asks once, in no more than this time; what was granted is read when the polling is over. */
  PollAnswer<OAuthResponse> ask(
      Secret mfaToken, Secret oobCode, TokenRequestOptions options, Duration time) {
    Duration atLeast = time.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : time;
    return ask(
        tokens.endingWithin(atLeast),
        new MfaOobGrant(mfaToken, oobCode, Optional.empty()),
        options);
  }

  OAuthTokenResponse read(OAuthResponse answer, TokenRequestOptions options) {
    return completion.apply(tokens.read(answer.members(), options, TokenResponseRules.none()));
  }

  private static PollAnswer<OAuthResponse> ask(
      TokenEndpoint endpoint, MfaOobGrant grant, TokenRequestOptions options) {
    OAuthResponse answer = endpoint.ask(grant, options);
    if (answer instanceof OAuthResponse.Refused refused) {
      Duration pause = refused.error().retryAfter().orElse(Duration.ZERO);
      return switch (refused.error().error()) {
        case "authorization_pending" -> new PollAnswer.Pending<>(pause);
        case "slow_down" -> new PollAnswer.SlowDown<>(Optional.empty(), pause);
        default -> throw MfaErrors.ofPush(refused.error());
      };
    }
    return new PollAnswer.Done<>(answer);
  }

  /**
   * Ends the login with a recovery code, which is used up.
   *
   * @throws MfaRefusedException if the code is not accepted
   */
  public MfaRecovery recoveryCode(
      Secret mfaToken, Secret recoveryCode, TokenRequestOptions options) {
    return recoveryCode(mfaToken, recoveryCode, options, next -> {});
  }

  /**
   * Ends the login with a recovery code, which is used up.
   *
   * @param keep gets the user's new recovery code, if the server gives one, before the tokens are
   *     looked at: it is not lost if they cannot be checked
   * @throws MfaRefusedException if the code is not accepted
   */
  public MfaRecovery recoveryCode(
      Secret mfaToken, Secret recoveryCode, TokenRequestOptions options, Consumer<Secret> keep) {
    OAuthResponse answer =
        granted(
            tokens.ask(new MfaRecoveryCodeGrant(mfaToken, recoveryCode), options),
            MfaErrors::ofCode);
    Optional<Secret> next = MfaReader.recoveryCode(answer.members());
    next.ifPresent(keep);
    return new MfaRecovery(read(answer, options), next);
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

  ProviderCalls calls() {
    return calls;
  }

  private OAuthTokenResponse complete(Grant grant, TokenRequestOptions options) {
    return read(granted(tokens.ask(grant, options), MfaErrors::ofCode), options);
  }

  private static OAuthResponse granted(
      OAuthResponse answer, Function<OAuthErrorException, CrossauthException> refusal) {
    if (answer instanceof OAuthResponse.Refused refused) {
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
