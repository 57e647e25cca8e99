package io.crossauth.value;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.text.ExactBytes;
import io.crossauth.platform.RandomSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals what must leave the program and come back unread and unchanged: AES-256 in
 * Galois counter mode, a fresh nonce each time. Immutable and safe for use by many threads.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D</a>
 */
public final class SealingKey {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte VERSION = 1;
  private static final int NAME_BYTES = 9;

  /** Below that, there is no tag, and the JDK throws what nobody expects. */
  private static final int SHORTEST = 1 + NONCE_BYTES + TAG_BITS / 8;

  // As in Secret: no serializer that reads fields may find it.
  private final transient SecretKey key;
  private final transient byte[] digestKey;
  private final transient String name;

  private SealingKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
    this.digestKey = hmac(bytes, "crossauth digest key");
    this.name = text(Arrays.copyOf(hmac(bytes, "crossauth key name"), NAME_BYTES));
  }

  /**
   * {@return a key from 32 random bytes, which all nodes of an application share}
   *
   * @param bytes 32 random bytes; they are copied
   * @throws IllegalArgumentException if there are not 32
   */
  public static SealingKey of(byte[] bytes) {
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("key: expected 32 bytes, found " + bytes.length);
    }
    return new SealingKey(bytes);
  }

  /**
   * {@return a key from its text, as {@code openssl rand -base64 32} prints it; base64url is read
   * too}
   *
   * @param base64 32 bytes in base64 or base64url
   * @throws IllegalArgumentException if it is not base64 of 32 bytes
   */
  public static SealingKey of(Secret base64) {
    String text = base64.reveal().strip().replace('-', '+').replace('_', '/');
    try {
      return of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      // The cause would quote the key.
      throw new IllegalArgumentException("key: expected base64 of 32 bytes");
    }
  }

  /**
   * {@return a new key that lives as long as this object: what it sealed is lost with the process}
   */
  public static SealingKey ephemeral() {
    return new SealingKey(RandomSource.system().bytes(KEY_BYTES));
  }

  /**
   * Seals a string.
   *
   * @param plain what to seal
   * @param purpose what it is for; it opens for the same purpose only
   * @return base64url text, about a third longer
   */
  public String seal(String plain, String purpose) {
    byte[] nonce = RandomSource.system().bytes(NONCE_BYTES);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
              .doFinal(plain.getBytes(StandardCharsets.UTF_8));
      byte[] all =
          ByteBuffer.allocate(1 + nonce.length + sealed.length)
              .put(VERSION)
              .put(nonce)
              .put(sealed)
              .array();
      return text(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot seal with AES-256-GCM", e);
    }
  }

  /**
   * Opens a sealed text.
   *
   * @param sealed what was sealed
   * @param purpose the purpose that it was sealed for
   * @return the text
   * @throws InvalidResponseException if it was not sealed with this key for this purpose, or any of
   *     its characters has been changed
   */
  public String open(String sealed, String purpose) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(sealed);
      // Each sealed text has one form: padding and unused bits would give it others.
      boolean canonical = text(all).equals(sealed);
      if (!canonical || all.length < SHORTEST || all[0] != VERSION) {
        throw notOurs();
      }
      byte[] nonce = Arrays.copyOfRange(all, 1, 1 + NONCE_BYTES);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, purpose)
              .doFinal(all, 1 + NONCE_BYTES, all.length - 1 - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | AEADBadTagException e) {
      throw notOurs();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot open AES-256-GCM", e);
    }
  }

  /**
   * {@return what tells this key from others and gives nothing of it away, so that what is sealed
   * can say with which: 12 characters of base64url}
   */
  public String name() {
    return name;
  }

  /**
   * A digest that nobody can make without this key, to find by it what must not be read: HMAC with
   * SHA-256.
   *
   * @param plain what to find
   * @param purpose what it is for; digests for different purposes are different
   * @return base64url, 43 characters
   */
  public String digest(String plain, String purpose) {
    // The length keeps "a" for "bc" apart from "ab" for "c".
    return text(hmac(digestKey, purpose.length() + ":" + purpose + plain));
  }

  private static byte[] hmac(byte[] key, String plain) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(ExactBytes.of(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HMAC with SHA-256", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(ExactBytes.of(purpose));
    return cipher;
  }

  private static InvalidResponseException notOurs() {
    return new InvalidResponseException(
        "sealed",
        "sealed text: expected one sealed with this key for this use, found a different one");
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "SealingKey[***]";
  }
}
