package io.crossauth.yandex;

import io.crossauth.client.internal.polling.Poller;
import io.crossauth.yandex.device.DeviceCodeSession;
import io.crossauth.yandex.device.DeviceCodes;
import io.crossauth.yandex.device.OAuthTokens;
import io.crossauth.yandex.error.DeviceCodeTimeoutException;

/** Waiting for a user who types a code elsewhere. */
final class DevicePolling {

  private DevicePolling() {}

  static Poller<OAuthTokens> poller(
      LoginPolling waits, DeviceCodes codes, DeviceCodeSession code, PollOptions options) {
    return waits.poller(
        () -> codes.poll(code),
        options,
        code.interval(),
        code.expiresIn(),
        () -> new DeviceCodeTimeoutException("the code was not typed in time", null, 0));
  }
}
