package io.crossauth.client.internal.device;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One wait for one user. The answer that ends the polling is read after it: a failure to check the
 * tokens must not send us back to ask with a code that is used up.
 */
final class DevicePolling {

  private final Platform platform;
  private final OAuthDeviceAuthorizationResponse code;
  private final DevicePrompt prompt;
  private final Function<Duration, PollAnswer<OAuthResponse>> poll;
  private final Function<OAuthResponse, OAuthTokenResponse> read;
  private final Countdown countdown;

  DevicePolling(
      Platform platform,
      OAuthDeviceAuthorizationResponse code,
      DevicePrompt prompt,
      Function<Duration, PollAnswer<OAuthResponse>> poll,
      Function<OAuthResponse, OAuthTokenResponse> read) {
    this.platform = platform;
    this.code = code;
    this.prompt = prompt;
    this.poll = poll;
    this.read = read;
    this.countdown = new Countdown(platform, prompt, code.expiresIn());
  }

  OAuthTokenResponse await() {
    prompt.show(code);
    try {
      countdown.begin();
      return finish(poller().await());
    } finally {
      countdown.finish();
    }
  }

  CompletableFuture<OAuthTokenResponse> start() {
    prompt.show(code);
    countdown.begin();
    CompletableFuture<OAuthTokenResponse> waiting = poller().start(this::finish);
    CompletableFuture<OAuthTokenResponse> unused =
        waiting.whenComplete((granted, failure) -> countdown.finish());
    return waiting;
  }

  private OAuthTokenResponse finish(OAuthResponse answer) {
    OAuthTokenResponse tokens = read.apply(answer);
    countdown.succeed();
    return tokens;
  }

  private Poller<OAuthResponse> poller() {
    return new Poller<>(
        platform,
        () -> poll.apply(countdown.left()),
        code.interval(),
        countdown.left(),
        DevicePolling::expired,
        countdown::tell);
  }

  private static LoginTimeoutException expired() {
    return new LoginTimeoutException(
        "device.expired",
        "device login: expected the user's decision while the code lives, found none; ask for a new"
            + " code");
  }
}
