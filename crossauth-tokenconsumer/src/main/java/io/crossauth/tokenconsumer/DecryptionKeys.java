package io.crossauth.tokenconsumer;

import io.crossauth.tokenconsumer.internal.JweOpener;
import io.crossauth.tokenconsumer.internal.Pem;
import io.crossauth.value.Secret;
import java.security.PrivateKey;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that open encrypted tokens. Immutable.
 *
 * @param given those that stay, in the order in which they are tried
 * @param asked gives more of them, at each encrypted token; null for none
 */
record DecryptionKeys(List<PrivateKey> given, @Nullable Supplier<List<PrivateKey>> asked) {

  static DecryptionKeys none() {
    return new DecryptionKeys(List.of(), null);
  }

  DecryptionKeys and(PrivateKey key) {
    return new DecryptionKeys(Stream.concat(given.stream(), Stream.of(key)).toList(), asked);
  }

  /**
   * With one in PKCS #8.
   *
   * @throws IllegalArgumentException if it is not such
   */
  DecryptionKeys andPem(Secret pem) {
    return and(Pem.privateKey("decryptionKeyPem", pem));
  }

  DecryptionKeys asking(Supplier<List<PrivateKey>> keys) {
    return new DecryptionKeys(given, keys);
  }

  JweOpener opener() {
    return new JweOpener(given, asked);
  }
}
