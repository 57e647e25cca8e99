package io.crossauth.yandex.login;

import io.crossauth.platform.RandomSource;

/**
 * How a device is called in the list of devices that the user sees at Yandex. It should stay the
 * same for a device: only thirty are kept for an application and a user. Immutable; safe for use by
 * many threads.
 *
 * @param id 6 to 50 printable ASCII characters
 * @param name what the user sees, 1 to 100 characters
 * @see <a href="https://yandex.com/dev/id/doc/en/codes/screen-code-oauth">Yandex ID, code for a
 *     device</a>
 */
public record Device(String id, String name) {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String DEFAULT_NAME = "crossauth-java";
  private static final int LENGTH = 10;

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if Yandex would not take the id or the name
   */
  public Device {
    if (id.length() < 6 || id.length() > 50 || id.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("device id: expected 6 to 50 printable ASCII characters");
    }
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("device name: expected 1 to 100 characters");
    }
  }

  /**
   * A device with an id and the name of this library.
   *
   * @param id 6 to 50 printable ASCII characters
   * @return the device, called {@code crossauth-java}
   * @throws IllegalArgumentException if Yandex would not take the id
   */
  public static Device of(String id) {
    return new Device(id, DEFAULT_NAME);
  }

  /**
   * A device with a new id: ten letters and digits by chance.
   *
   * @param random where the chance comes from
   * @return a device that nobody has seen before, called {@code crossauth-java}
   */
  public static Device generated(RandomSource random) {
    StringBuilder id = new StringBuilder(LENGTH);
    while (id.length() < LENGTH) {
      int index = random.bytes(1)[0] & 0x3f;
      // 64 values for 62 letters: the two that are left over are thrown again.
      if (index < LETTERS.length()) {
        id.append(LETTERS.charAt(index));
      }
    }
    return of(id.toString());
  }
}
