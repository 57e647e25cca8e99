package io.crossauth.tokenconsumer.jwks;

import io.crossauth.tokenconsumer.internal.Pem;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys that never change. Immutable. */
public final class StaticKeySet implements KeySet {

  private final KeyTable table;

  private StaticKeySet(KeyTable table) {
    this.table = table;
  }

  /**
   * Keys as they are. One without a name is tried for every token, whatever key the token names.
   *
   * @param keys at least one
   */
  public static StaticKeySet of(VerificationKey... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("keys: expected at least one, found none");
    }
    return new StaticKeySet(KeyTable.ofTrusted(List.of(keys)));
  }

  /**
   * The one key of an issuer, tried for every token.
   *
   * @param pem a public key or a certificate
   * @param algorithms what it is for; all that its kind can do if none is named
   * @throws IllegalArgumentException if it is not such, or too weak
   */
  public static StaticKeySet ofPem(String pem, String... algorithms) {
    try {
      return of(VerificationKey.of(Pem.publicKey(pem), algorithms));
    } catch (UnusableKeyException e) {
      throw new IllegalArgumentException("pem: found " + e.getMessage(), e);
    }
  }

  /**
   * The keys of a JWK or a JWK set. Keys that may not be used are left out.
   *
   * @param json a public JWK, or an object with {@code keys}
   * @throws IllegalArgumentException if it is neither, or if no key of it may be used
   */
  public static StaticKeySet ofJwks(String json) {
    JwksDocument document = JwksDocument.parse(json);
    if (document.table().size() == 0) {
      throw new IllegalArgumentException(
          "jwks: expected a key to check signatures with, found none; not used: "
              + document.skipped());
    }
    return new StaticKeySet(document.table());
  }

  /**
   * A secret shared with the issuer, by its UTF-8 bytes, tried for every token.
   *
   * @param secret at least as long as the hash: 32 bytes for HS256, 48 for HS384, 64 for HS512
   * @param algorithms what it is for; all that it is long enough for if none is named
   * @throws IllegalArgumentException if it is too short
   */
  public static StaticKeySet ofSharedSecret(Secret secret, String... algorithms) {
    return of(VerificationKey.sharedSecret(secret, algorithms));
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
