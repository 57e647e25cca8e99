package io.crossauth.client.device;

import io.crossauth.client.grant.DeviceCodeGrant;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
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

/**
 * Login on another device. Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceFlow {

  private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

  /** What differs from program to program. */
  private record Ways(
      UnaryOperator<OAuthTokenResponse> completion,
      DeviceAnswers answers,
      TokenRequestOptions pollOptions,
      Function<Secret, Grant> grant) {}

  private final ProviderCalls calls;
  private final TokenEndpoint tokens;
  private final Ways ways;

  /** Creates the flow of a client. */
  public DeviceFlow(ProviderCalls calls, TokenEndpoint tokens) {
    this(
        calls,
        tokens,
        new Ways(
            UnaryOperator.identity(),
            new DeviceAnswers(Map.of()),
            TokenRequestOptions.none(),
            DeviceCodeGrant::new));
  }

  private DeviceFlow(ProviderCalls calls, TokenEndpoint tokens, Ways ways) {
    this.calls = calls;
    this.tokens = tokens;
    this.ways = ways;
  }

  /** The same flow that completes its tokens, such as by the claims of the userinfo endpoint. */
  public DeviceFlow completedBy(UnaryOperator<OAuthTokenResponse> last) {
    return with(new Ways(last, ways.answers, ways.pollOptions, ways.grant));
  }

  /** The same flow that asks these what to do after an error, by its name. */
  public DeviceFlow handledBy(Map<String, DeviceErrorHandler> handlers) {
    return with(
        new Ways(
            ways.completion,
            new DeviceAnswers(Map.copyOf(handlers)),
            ways.pollOptions,
            ways.grant));
  }

  /** The same flow that says more when it polls. */
  DeviceFlow polledWith(TokenRequestOptions options) {
    return with(new Ways(ways.completion, ways.answers, options, ways.grant));
  }

  /** The same flow for a provider that trades device codes in words of its own. */
  public DeviceFlow tradedBy(Function<Secret, Grant> grant) {
    return with(new Ways(ways.completion, ways.answers, ways.pollOptions, grant));
  }

  private DeviceFlow with(Ways changed) {
    return new DeviceFlow(calls, tokens, changed);
  }

  /** Asks for a device code (section 3.1). */
  public OAuthDeviceAuthorizationResponse start(TokenRequestOptions options) {
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

  /** Asks once whether the user has decided (section 3.4). */
  public PollAnswer<OAuthTokenResponse> poll(OAuthDeviceAuthorizationResponse code) {
    return ways.answers.judge(ask(tokens, code)).map(answer -> read(code, answer));
  }

  /** Shows the code and waits on this thread. */
  public OAuthTokenResponse await(OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    return wait(code, prompt).await();
  }

  /** Shows the code and waits without holding a thread. */
  public CompletableFuture<OAuthTokenResponse> start(
      OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    return wait(code, prompt).start();
  }

  private DevicePolling wait(OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    return new DevicePolling(
        calls.context().platform(),
        code,
        prompt,
        left -> poll(code, left),
        last -> read(code, last));
  }

  /** No poll outlives the code. */
  private PollAnswer<OAuthResponse> poll(OAuthDeviceAuthorizationResponse code, Duration left) {
    Duration time = left.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : left;
    return ways.answers.judge(ask(tokens.endingWithin(time), code));
  }

  private OAuthResponse ask(TokenEndpoint bounded, OAuthDeviceAuthorizationResponse code) {
    return bounded.ask(ways.grant.apply(code.deviceCode()), ways.pollOptions);
  }

  private OAuthTokenResponse read(OAuthDeviceAuthorizationResponse code, OAuthResponse answer) {
    return ways.completion.apply(
        tokens.read(
            answer.orThrow(),
            TokenRequestOptions.none(),
            TokenResponseRules.none().granting(code.scopes())));
  }
}
