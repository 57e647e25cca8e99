package io.crossauth.client.internal.mfa;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.UsedUp;
import io.crossauth.client.internal.polling.PollAnswers;
import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.client.mfa.MfaFlow;
import io.crossauth.client.mfa.OAuthMfaAuthenticator;
import io.crossauth.client.mfa.OAuthMfaChallengeResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The second factor of a password login. Tokens are read when the polling is over: their code is
 * used up, and must not be sent again.
 */
public final class MfaClient implements MfaFlow {

  private static final Duration SHORTEST_CALL = Duration.ofMillis(1);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final ProviderCalls calls;
  private final TokenEndpoint tokens;
  private final @Nullable URI base;
  private final BearerCalls bearer;
  private final UnaryOperator<OAuthTokenResponse> completion;

  /**
   * Creates the flow of a client.
   *
   * @param base where the provider is reached, if not below its issuer
   * @param completion what completes the tokens, such as the claims of the userinfo endpoint
   */
  public MfaClient(
      ProviderCalls calls,
      TokenEndpoint tokens,
      @Nullable URI base,
      UnaryOperator<OAuthTokenResponse> completion) {
    this.calls = calls;
    this.tokens = tokens;
    this.base = base;
    this.bearer = new BearerCalls(calls);
    this.completion = completion;
  }

  @Override
  public List<OAuthMfaAuthenticator> authenticators(Secret token) {
    return MfaReader.authenticators(
        bearer.get("MFA authenticators", addresses().authenticators(), token));
  }

  @Override
  public OAuthMfaChallengeResponse challenge(Secret mfaToken) {
    return challenge(
        mfaToken, String.join(" ", listed()), Form.empty(), MfaErrors::ofChallengeWithoutId);
  }

  @Override
  public OAuthMfaChallengeResponse challenge(
      Secret mfaToken, String challengeType, String authenticatorId) {
    OAuthMfaChallengeResponse challenge =
        challenge(
            mfaToken,
            challengeType,
            Form.of("authenticator_id", authenticatorId),
            MfaErrors::ofRequest);
    if (!challengeType.equals(challenge.challengeType())) {
      throw new InvalidResponseException(
          "challenge_type",
          "MFA challenge: expected " + challengeType + ", found " + challenge.challengeType());
    }
    return challenge;
  }

  private OAuthMfaChallengeResponse challenge(
      Secret mfaToken,
      String types,
      Form more,
      Function<OAuthErrorException, CrossauthException> refusal) {
    Form form = Form.empty().plus("mfa_token", mfaToken).plus("challenge_type", types).plus(more);
    OAuthResponse answer =
        calls.send(
            ProviderCall.post(MetadataField.MFA_CHALLENGE_ENDPOINT, form)
                .named("MFA challenge endpoint")
                .at(addresses().challenge()));
    return MfaReader.challenge(granted(answer, refusal).members());
  }

  @Override
  public OAuthTokenResponse otp(Secret mfaToken, Secret otp, TokenRequestOptions options) {
    return complete(Grant.mfaOtp(mfaToken, otp), options);
  }

  @Override
  public OAuthTokenResponse oob(
      Secret mfaToken, Secret oobCode, Secret bindingCode, TokenRequestOptions options) {
    return complete(Grant.mfaOob(mfaToken, oobCode, bindingCode), options);
  }

  @Override
  public PollAnswer<OAuthTokenResponse> poll(
      Secret mfaToken, Secret oobCode, TokenRequestOptions options) {
    TokenRequestOptions keyed = tokens.keyed(options);
    return ask(tokens, push(mfaToken, oobCode), keyed).map(answer -> read(answer, keyed));
  }

  @Override
  public OAuthTokenResponse await(
      Secret mfaToken, Secret oobCode, Duration patience, TokenRequestOptions options) {
    TokenRequestOptions keyed = tokens.keyed(options);
    return read(poller(push(mfaToken, oobCode), patience, keyed).await(), keyed);
  }

  @Override
  public CompletableFuture<OAuthTokenResponse> start(
      Secret mfaToken, Secret oobCode, Duration patience, TokenRequestOptions options) {
    TokenRequestOptions keyed = tokens.keyed(options);
    return poller(push(mfaToken, oobCode), patience, keyed).start(answer -> read(answer, keyed));
  }

  private static Grant push(Secret mfaToken, Secret oobCode) {
    return Grant.mfaOob(mfaToken, oobCode);
  }

  /** No poll outlives the patience. */
  private Poller<OAuthResponse> poller(
      Grant grant, Duration patience, TokenRequestOptions options) {
    Platform platform = calls.context().platform();
    long end = platform.ticker().nanos() + patience.toNanos();
    return new Poller<>(
        platform,
        () -> {
          Duration left = Duration.ofNanos(end - platform.ticker().nanos());
          Duration time = left.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : left;
          return ask(tokens.endingWithin(time), grant, options);
        },
        INTERVAL,
        patience,
        () -> unanswered(patience),
        left -> {});
  }

  private static LoginTimeoutException unanswered(Duration patience) {
    return new LoginTimeoutException(
        "mfa.expired",
        "second factor: expected an answer to the push message within "
            + patience.toSeconds()
            + " s, found none; begin again with the password");
  }

  private static PollAnswer<OAuthResponse> ask(
      TokenEndpoint endpoint, Grant grant, TokenRequestOptions options) {
    return PollAnswers.of(
        endpoint.ask(grant, options),
        error -> {
          throw MfaErrors.ofPush(error);
        });
  }

  @Override
  public OAuthTokenResponse recoveryCode(
      Secret mfaToken, Secret recoveryCode, TokenRequestOptions options, Consumer<Secret> keep) {
    TokenRequestOptions keyed = tokens.keyed(options);
    OAuthResponse answer =
        granted(
            tokens.ask(Grant.mfaRecoveryCode(mfaToken, recoveryCode), keyed), MfaErrors::ofCode);
    MfaReader.recoveryCode(answer.members()).ifPresent(keep);
    return read(answer, keyed);
  }

  @Override
  public MfaEnrolment enrol(Secret token, MfaEnrolment.Request request) {
    return MfaReader.enrolment(
        bearer.post("MFA enrolment", addresses().associate(), token, MfaRequests.enrol(request)));
  }

  @Override
  public void delete(Secret accessToken, String authenticatorId) {
    bearer.delete("MFA authenticators", addresses().authenticator(authenticatorId), accessToken);
  }

  private OAuthTokenResponse read(OAuthResponse answer, TokenRequestOptions options) {
    return UsedUp.once(
        "the second factor is used up; begin the login again",
        () -> completion.apply(tokens.read(answer.members(), options, TokenResponseRules.none())));
  }

  private OAuthTokenResponse complete(Grant grant, TokenRequestOptions options) {
    TokenRequestOptions keyed = tokens.keyed(options);
    return read(granted(tokens.ask(grant, keyed), MfaErrors::ofCode), keyed);
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
    if (grants.contains(Grant.MFA_OTP)) {
      types.add("otp");
    }
    if (grants.contains(Grant.MFA_OOB)) {
      types.add("oob");
    }
    return types.isEmpty() ? List.of("otp", "oob") : types;
  }

  private MfaAddresses addresses() {
    return new MfaAddresses(calls.context().configuration().get(), base);
  }
}
