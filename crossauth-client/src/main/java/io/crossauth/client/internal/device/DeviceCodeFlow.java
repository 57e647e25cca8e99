package io.crossauth.client.internal.device;

import io.crossauth.client.device.DeviceErrorHandler;
import io.crossauth.client.device.DeviceFlow;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.RequestedDetails;
import io.crossauth.client.internal.call.UsedUp;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The device authorization grant (RFC 8628) at the endpoints of one provider. */
public final class DeviceCodeFlow implements DeviceFlow {

  private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

  private final ProviderCalls calls;
  private final TokenEndpoint tokens;
  private final Function<Secret, Grant> grant;
  private final UnaryOperator<OAuthTokenResponse> completion;
  private final DeviceAnswers answers;
  private final TokenRequestOptions pollOptions;

  /**
   * Creates the flow of a client.
   *
   * @param grant makes the grant of a device code, which differs at some providers
   * @param completion what completes the tokens, such as the claims of the userinfo endpoint
   */
  public DeviceCodeFlow(
      ProviderCalls calls,
      TokenEndpoint tokens,
      Function<Secret, Grant> grant,
      UnaryOperator<OAuthTokenResponse> completion) {
    this(calls, tokens, grant, completion, new DeviceAnswers(Map.of()), TokenRequestOptions.none());
  }

  private DeviceCodeFlow(
      ProviderCalls calls,
      TokenEndpoint tokens,
      Function<Secret, Grant> grant,
      UnaryOperator<OAuthTokenResponse> completion,
      DeviceAnswers answers,
      TokenRequestOptions pollOptions) {
    this.calls = calls;
    this.tokens = tokens;
    this.grant = grant;
    this.completion = completion;
    this.answers = answers;
    this.pollOptions = pollOptions;
  }

  @Override
  public DeviceFlow withErrorHandlers(Map<String, DeviceErrorHandler> handlers) {
    DeviceAnswers handled = new DeviceAnswers(Map.copyOf(handlers));
    return new DeviceCodeFlow(calls, tokens, grant, completion, handled, pollOptions);
  }

  @Override
  public DeviceFlow withPollOptions(TokenRequestOptions options) {
    return new DeviceCodeFlow(calls, tokens, grant, completion, answers, options);
  }

  @Override
  public OAuthDeviceAuthorizationResponse start(TokenRequestOptions options) {
    RequestedDetails.check(options.parameters(), calls.context().configuration());
    Form form = Form.empty();
    if (!options.scopes().isEmpty()) {
      form = Form.of("scope", String.join(calls.context().scopeSeparator(), options.scopes()));
    }
    OAuthResponse answer =
        calls.send(
            ProviderCall.post(
                    MetadataField.DEVICE_AUTHORIZATION_ENDPOINT, form.plus(options.parameters()))
                .withHeaders(options.headers()));
    return DeviceResponseReader.read(answer.orThrow(), options.scopes());
  }

  @Override
  public PollAnswer<OAuthTokenResponse> poll(OAuthDeviceAuthorizationResponse code) {
    TokenRequestOptions options = tokens.keyed(pollOptions);
    return answers.judge(ask(tokens, code, options)).map(answer -> read(code, answer, options));
  }

  @Override
  public OAuthTokenResponse await(OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    return polling(code, prompt).await();
  }

  @Override
  public CompletableFuture<OAuthTokenResponse> start(
      OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    return polling(code, prompt).start();
  }

  private DevicePolling polling(OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    // One key for all polls of a code.
    TokenRequestOptions options = tokens.keyed(pollOptions);
    return new DevicePolling(
        calls.context().platform(),
        code,
        prompt,
        left -> poll(code, left, options),
        last -> read(code, last, options));
  }

  /** No poll outlives the code. */
  private PollAnswer<OAuthResponse> poll(
      OAuthDeviceAuthorizationResponse code, Duration left, TokenRequestOptions options) {
    Duration time = left.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : left;
    return answers.judge(ask(tokens.endingWithin(time), code, options));
  }

  private OAuthResponse ask(
      TokenEndpoint bounded, OAuthDeviceAuthorizationResponse code, TokenRequestOptions options) {
    return bounded.ask(grant.apply(code.deviceCode()), options);
  }

  private static TokenRequestOptions keyOf(TokenRequestOptions options) {
    TokenRequestOptions nothing = TokenRequestOptions.none();
    return options.proofKey().map(nothing::withProofKey).orElse(nothing);
  }

  private OAuthTokenResponse read(
      OAuthDeviceAuthorizationResponse code, OAuthResponse answer, TokenRequestOptions options) {
    return UsedUp.once(
        "the device code is used up; ask for a new one",
        () ->
            completion.apply(
                tokens.read(
                    answer.orThrow(),
                    keyOf(options),
                    TokenResponseRules.none().granting(code.scopes()))));
  }
}
