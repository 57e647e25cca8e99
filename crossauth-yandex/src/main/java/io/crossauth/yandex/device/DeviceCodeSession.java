package io.crossauth.yandex.device;

import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * A device code to wait for, and what to show the user meanwhile. Immutable.
 *
 * <p>Its text form has neither of the codes.
 */
public final class DeviceCodeSession {

  private final Secret deviceCode;
  private final String userCode;
  private final URI verificationUrl;
  private final Duration expiresIn;
  private final Duration interval;

  DeviceCodeSession(
      Secret deviceCode,
      String userCode,
      URI verificationUrl,
      Duration expiresIn,
      Duration interval) {
    this.deviceCode = deviceCode;
    this.userCode = userCode;
    this.verificationUrl = verificationUrl;
    this.expiresIn = expiresIn;
    this.interval = interval;
  }

  /** What is polled with; never shown. */
  public Secret deviceCode() {
    return deviceCode;
  }

  /** What the user types; printable. */
  public String userCode() {
    return userCode;
  }

  /** Where the user types it: {@code https://ya.ru/device}. */
  public URI verificationUrl() {
    return verificationUrl;
  }

  /** How long the codes live from when they were given. */
  public Duration expiresIn() {
    return expiresIn;
  }

  /** How long to wait between polls. */
  public Duration interval() {
    return interval;
  }

  /** Where to go, and how long it is good for. */
  @Override
  public String toString() {
    return "DeviceCodeSession[verificationUrl="
        + verificationUrl
        + ", expiresIn="
        + expiresIn
        + ", deviceCode=***, userCode=***]";
  }
}
