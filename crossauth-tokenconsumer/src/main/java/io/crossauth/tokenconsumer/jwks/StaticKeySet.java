package io.crossauth.tokenconsumer.jwks;

import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.CryptoProvider;
import io.crossauth.tokenconsumer.internal.Pem;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that never change. Immutable. */
final class StaticKeySet implements KeySet {

  private final KeyTable table;
  private final Map<String, String> skipped;

  private StaticKeySet(KeyTable table, Map<String, String> skipped) {
    this.table = table;
    this.skipped = skipped;
  }

  static StaticKeySet of(VerificationKey... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("keys: expected at least one, found none");
    }
    return new StaticKeySet(KeyTable.ofTrusted(List.of(keys)), Map.of());
  }

  static StaticKeySet ofPem(String pem, String... algorithms) {
    try {
      return of(VerificationKey.of(Pem.publicKey(pem), algorithms));
    } catch (UnusableKeyException e) {
      throw new IllegalArgumentException("pem: found " + e.getMessage(), e);
    }
  }

  static StaticKeySet ofJwks(String json) {
    JwksDocument document = JwksDocument.parse(json);
    if (document.table().size() == 0) {
      throw new IllegalArgumentException(
          "jwks: expected a key to check signatures with, found none; not used: "
              + document.summary());
    }
    return new StaticKeySet(document.table(), document.skipped());
  }

  @Override
  public List<VerificationKey> candidates(KeyRequest request) {
    return request.failed().isEmpty() ? table.find(request.kid()) : List.of();
  }

  @Override
  public Object version() {
    return table;
  }

  @Override
  public Set<String> keyIds() {
    return table.keyIds();
  }

  /** The keys that are not used, each with the rule it breaks. */
  Map<String, String> skipped() {
    return skipped;
  }

  int size() {
    return table.size();
  }

  /** Worth to be told where keys were left out. */
  @Override
  public Optional<KeySetHealth> health() {
    return skipped.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KeySetHealth(
                Optional.empty(),
                true,
                keyIds(),
                size(),
                skipped,
                Optional.empty(),
                CryptoProvider.found().name()));
  }

  /** The names of the keys. */
  @Override
  public String toString() {
    return "StaticKeySet{keyIds=" + Printable.list(keyIds()) + "}";
  }
}
