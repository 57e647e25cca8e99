package io.crossauth.yandex.login;

import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * A device code to wait for, and what to show the user meanwhile. Immutable; safe for use by many
 * threads. Its text form has neither of the codes.
 *
 * @param deviceCode what is polled with; never shown
 * @param userCode what the user types; printable
 * @param verificationUrl where the user types it: {@code https://ya.ru/device}
 * @param expiresIn how long the codes live from when they were given; more than zero
 * @param interval how long to wait between polls; more than zero
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628 section 3.2</a>, of
 *     which Yandex has names of its own
 */
public record DeviceCodeSession(
    Secret deviceCode,
    String userCode,
    URI verificationUrl,
    Duration expiresIn,
    Duration interval) {

  /**
   * Where to go, and how long it is good for.
   *
   * @return the address and the time, with stars for both codes
   */
  @Override
  public String toString() {
    return "DeviceCodeSession[verificationUrl="
        + verificationUrl
        + ", expiresIn="
        + expiresIn
        + ", deviceCode=***, userCode=***]";
  }
}
