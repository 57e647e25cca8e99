package io.crossauth.client.session;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the claims of an ID token that was checked before it was stored. */
final class StoredClaims {

  /** Header, payload, signature (RFC 7515 section 7.1); an encrypted one has five parts. */
  private static final int PARTS_OF_A_JWS = 3;

  private StoredClaims() {}

  static Map<String, Object> of(Secret idToken) {
    String[] parts = idToken.reveal().split("\\.", -1);
    if (parts.length != PARTS_OF_A_JWS) {
      return Map.of();
    }
    try {
      Map<String, Object> claims = new LinkedHashMap<>();
      for (Map.Entry<String, @Nullable Object> claim :
          Json.object(Base64.getUrlDecoder().decode(parts[1])).entrySet()) {
        if (claim.getValue() != null) {
          claims.put(claim.getKey(), claim.getValue());
        }
      }
      return Collections.unmodifiableMap(claims);
    } catch (JsonException | IllegalArgumentException e) {
      // What a store of the program's own has made of it is no ID token.
      return Map.of();
    }
  }
}
