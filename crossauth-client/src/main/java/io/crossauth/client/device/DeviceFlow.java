package io.crossauth.client.device;

import io.crossauth.client.endpoint.ClientCalls;
import io.crossauth.client.endpoint.ProtocolAnswer;
import io.crossauth.client.grant.DeviceCodeGrant;
import io.crossauth.client.polling.PollAnswer;
import io.crossauth.client.polling.Poller;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenEndpoint;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.client.token.TokenResponseRules;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.wellknown.MetadataField;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Login on another device.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceFlow {

  private static final BigDecimal LONGEST_INTERVAL = BigDecimal.valueOf(600);

  private final ClientCalls calls;
  private final TokenEndpoint tokens;
  private final Optional<URI> endpoint;

  /**
   * Creates the flow of a client.
   *
   * @param endpoint where device codes are given out, if metadata does not say
   */
  public DeviceFlow(ClientCalls calls, TokenEndpoint tokens, Optional<URI> endpoint) {
    this.calls = calls;
    this.tokens = tokens;
    this.endpoint = endpoint;
  }

  /** Asks for a device code (section 3.1). */
  public OAuthDeviceAuthorizationResponse start(TokenRequestOptions options) {
    URI address =
        endpoint.orElseGet(
            () ->
                calls
                    .context()
                    .configuration()
                    .get()
                    .require(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT));
    Form form = Form.empty();
    if (!options.scopes().isEmpty()) {
      form = Form.of("scope", String.join(calls.context().scopeSeparator(), options.scopes()));
    }
    ProtocolAnswer answer =
        calls.post(
            "device authorization endpoint",
            address,
            form.plus(options.parameters()),
            options.headers());
    return DeviceResponseReader.read(answer.orThrow(), options.scopes());
  }

  /** Asks once whether the user has decided (section 3.4). */
  public PollAnswer<OAuthTokenResponse> poll(OAuthDeviceAuthorizationResponse code) {
    return ask(code).map(granted -> read(granted, code));
  }

  /** Shows the code and waits on this thread. */
  public OAuthTokenResponse await(OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    prompt.show(code);
    try {
      return read(poller(code, prompt).await(), code);
    } finally {
      prompt.finished();
    }
  }

  /**
   * Shows the code and waits without holding a thread.
   *
   * @param finish what is done with the tokens before the future has them
   */
  public CompletableFuture<OAuthTokenResponse> start(
      OAuthDeviceAuthorizationResponse code,
      DevicePrompt prompt,
      UnaryOperator<OAuthTokenResponse> finish) {
    prompt.show(code);
    CompletableFuture<OAuthTokenResponse> result = new CompletableFuture<>();
    CompletableFuture<Map<String, @Nullable Object>> waiting = poller(code, prompt).start();
    CompletableFuture<?> unused =
        waiting.whenComplete(
            (granted, failure) -> {
              try {
                prompt.finished();
              } finally {
                complete(result, failure, () -> finish.apply(read(granted, code)));
              }
            });
    CompletableFuture<?> unusedToo = result.whenComplete((tokens, failure) -> waiting.cancel(true));
    return result;
  }

  private static void complete(
      CompletableFuture<OAuthTokenResponse> result,
      @Nullable Throwable failure,
      Supplier<OAuthTokenResponse> tokens) {
    if (failure != null) {
      result.completeExceptionally(failure);
      return;
    }
    try {
      result.complete(tokens.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  private PollAnswer<Map<String, @Nullable Object>> ask(OAuthDeviceAuthorizationResponse code) {
    ProtocolAnswer answer =
        tokens.ask(new DeviceCodeGrant(code.deviceCode()), TokenRequestOptions.none());
    if (answer instanceof ProtocolAnswer.Refused refused) {
      // Section 3.5: the error decides, whatever the status.
      return switch (refused.error().error()) {
        case "authorization_pending" -> new PollAnswer.Pending<>();
        case "slow_down" -> new PollAnswer.SlowDown<>(interval(refused.members()));
        default -> throw refused.error();
      };
    }
    return new PollAnswer.Done<>(answer.members());
  }

  /** Not part of a poll: the code is used up, so a failure here must not lead to another poll. */
  private OAuthTokenResponse read(
      Map<String, @Nullable Object> granted, OAuthDeviceAuthorizationResponse code) {
    return tokens.read(
        granted, TokenRequestOptions.none(), TokenResponseRules.none().granting(code.scopes()));
  }

  private Poller<Map<String, @Nullable Object>> poller(
      OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    return new Poller<>(
        calls.context().world(),
        () -> ask(code),
        code.interval(),
        code.expiresIn(),
        DeviceFlow::expired,
        prompt::waiting);
  }

  private static OAuthErrorException expired() {
    return new OAuthErrorException(
        "expired_token", "the user has not decided in time", null, 0, null, "ask for a new code");
  }

  /** GitHub's {@code slow_down} names the new interval. */
  private static Optional<Duration> interval(Map<String, @Nullable Object> members) {
    Object value = members.get("interval");
    if (value instanceof Number number) {
      BigDecimal seconds = new BigDecimal(number.toString());
      if (seconds.signum() > 0) {
        return Optional.of(Duration.ofSeconds(seconds.min(LONGEST_INTERVAL).longValue()));
      }
    }
    return Optional.empty();
  }
}
