package io.crossauth.testkit.mint;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords: SHA-1, 30 seconds, six digits. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238#section-4">RFC 6238 section 4</a>
 */
public final class Totp {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final long STEP = 30;

  private Totp() {}

  /**
   * Computes the code of a moment.
   *
   * @param base32Secret the shared secret, without padding or blanks
   * @param at the moment; all of a step of 30 seconds have the same code
   * @return six digits
   * @throws IllegalArgumentException if the secret is not base32
   */
  public static String code(String base32Secret, Instant at) {
    return code(decode(base32Secret), at, 6);
  }

  static String code(byte[] secret, Instant at, int digits) {
    byte[] hash;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      long counter = Math.floorDiv(at.getEpochSecond(), STEP);
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
    // RFC 4226 section 5.3: the last four bits say where the four bytes stand.
    int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0x0f) & 0x7fffffff;
    int modulus = (int) Math.pow(10, digits);
    return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
  }

  /** Decodes base32 (RFC 4648 section 6) in capitals or not, without padding. */
  static byte[] decode(String base32) {
    ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
    int buffer = 0;
    int bits = 0;
    for (char c : base32.toUpperCase(Locale.ROOT).toCharArray()) {
      int value = BASE32.indexOf(c);
      if (value < 0) {
        throw new IllegalArgumentException("base32Secret has a character that is not base32");
      }
      buffer = (buffer << 5 | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (buffer >> bits));
      }
    }
    return bytes.array();
  }
}
