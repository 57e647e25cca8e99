package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.JoseHeader;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetHealth;
import java.util.Map;

/** Why there is no key for a token. */
final class UnknownKey {

  private UnknownKey() {}

  static TokenRejectedException refused(KeySet keys, JoseHeader header) {
    String kid = header.kid() == null ? "none" : header.kid();
    return new TokenRejectedException(
        RejectionReason.UNKNOWN_KEY,
        "kid",
        "one of " + Printable.list(keys.keyIds()),
        kid,
        header.nonce()
            ? SignatureCheck.OF_GRAPH
            : hint(kid, keys.health().map(KeySetHealth::skipped).orElse(Map.of())));
  }

  /** The key may be there, and be left out. */
  private static String hint(String kid, Map<String, String> skipped) {
    String name = ": " + Printable.of(kid, 64);
    for (Map.Entry<String, String> entry : skipped.entrySet()) {
      if (entry.getKey().endsWith(name)) {
        return "the key of that name is not used: " + entry.getValue();
      }
    }
    for (String rule : skipped.values()) {
      if (rule.startsWith("more than ")) {
        return "the issuer publishes " + rule;
      }
    }
    return "does the token come from this issuer?";
  }
}
