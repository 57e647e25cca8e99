package io.crossauth.client.device;

import io.crossauth.client.endpoint.ProtocolAnswer;
import io.crossauth.client.polling.PollAnswer;
import io.crossauth.client.polling.Poller;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.world.World;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One wait for one user. The answer that ends the polling is read after it: a failure to check the
 * tokens must not send us back to ask with a code that is used up.
 */
final class DeviceWait {

  private final World world;
  private final OAuthDeviceAuthorizationResponse code;
  private final DevicePrompt prompt;
  private final Function<Duration, PollAnswer<ProtocolAnswer>> poll;
  private final Function<ProtocolAnswer, OAuthTokenResponse> read;
  private final Countdown countdown;

  DeviceWait(
      World world,
      OAuthDeviceAuthorizationResponse code,
      DevicePrompt prompt,
      Function<Duration, PollAnswer<ProtocolAnswer>> poll,
      Function<ProtocolAnswer, OAuthTokenResponse> read) {
    this.world = world;
    this.code = code;
    this.prompt = prompt;
    this.poll = poll;
    this.read = read;
    this.countdown = new Countdown(world, prompt, code.expiresIn());
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

  private OAuthTokenResponse finish(ProtocolAnswer answer) {
    OAuthTokenResponse tokens = read.apply(answer);
    countdown.succeed();
    return tokens;
  }

  private Poller<ProtocolAnswer> poller() {
    return new Poller<>(
        world,
        () -> poll.apply(countdown.left()),
        code.interval(),
        countdown.left(),
        DeviceWait::expired,
        countdown::tell);
  }

  private static OAuthErrorException expired() {
    return new OAuthErrorException(
        "expired_token", "the user has not decided in time", null, 0, null, "ask for a new code");
  }
}
