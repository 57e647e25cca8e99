package io.crossauth.platform;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A source of chance fit for secrets.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface RandomSource {

  /**
   * Gives random bytes.
   *
   * @param count how many, from 1
   * @return the bytes, new at each call
   */
  byte[] bytes(int count);

  /**
   * {@return a random text of {@code A-Z a-z 0-9 - _}}
   *
   * @param bytes how many random bytes it stands for; 32 give 43 characters
   */
  default String text(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  /** {@return the secure random numbers of this machine} */
  static RandomSource system() {
    SecureRandom random = new SecureRandom();
    return count -> {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    };
  }
}
