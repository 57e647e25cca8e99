package io.crossauth.yandex.credentials;

import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** How a file is sealed: by a key, or by one that is made of a password and the file's salt. */
interface FileKey {

  /** The key for a file with this salt. */
  SealingKey forSalt(String salt);

  /**
   * A key.
   *
   * @param key the key
   */
  record Given(SealingKey key) implements FileKey {

    @Override
    public SealingKey forSalt(String salt) {
      return key;
    }
  }

  /** A key made of a password. */
  final class FromPassword implements FileKey {

    private static final int ROUNDS = 600_000;
    private static final int BITS = 256;

    private final Secret password;
    private final ConcurrentMap<String, SealingKey> made = new ConcurrentHashMap<>();

    FromPassword(Secret password) {
      this.password = password;
    }

    @Override
    public SealingKey forSalt(String salt) {
      return made.computeIfAbsent(salt, this::make);
    }

    private SealingKey make(String salt) {
      PBEKeySpec spec =
          new PBEKeySpec(
              password.reveal().toCharArray(), Base64.getUrlDecoder().decode(salt), ROUNDS, BITS);
      try {
        return SealingKey.of(
            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JDK has no PBKDF2", e);
      } finally {
        spec.clearPassword();
      }
    }
  }
}
