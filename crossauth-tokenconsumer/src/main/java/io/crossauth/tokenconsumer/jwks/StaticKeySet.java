package io.crossauth.tokenconsumer.jwks;

import io.crossauth.tokenconsumer.internal.Pem;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys that never change. Immutable. */
final class StaticKeySet implements KeySet {

  private final KeyTable table;

  private StaticKeySet(KeyTable table) {
    this.table = table;
  }

  static StaticKeySet of(VerificationKey... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("keys: expected at least one, found none");
    }
    return new StaticKeySet(KeyTable.ofTrusted(List.of(keys)));
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
              + document.skipped());
    }
    return new StaticKeySet(document.table());
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

  /** The names of the keys. */
  @Override
  public String toString() {
    return "StaticKeySet" + Map.of("keyIds", keyIds());
  }
}
