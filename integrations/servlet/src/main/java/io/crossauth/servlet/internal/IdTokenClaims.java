package io.crossauth.servlet.internal;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims of an ID token that was verified before it was kept. */
public final class IdTokenClaims {

  /** What binds the token to its login, and is of no use to a page. */
  private static final Set<String> OF_THE_PROTOCOL =
      Set.of("nonce", "at_hash", "c_hash", "s_hash", "jti", "sid");

  private IdTokenClaims() {}

  /**
   * {@return its claims; none of one that is encrypted}
   *
   * @param idToken in compact form
   */
  public static Map<String, @Nullable Object> of(Secret idToken) {
    String[] parts = idToken.reveal().split("\\.", -1);
    if (parts.length != 3) {
      return Map.of();
    }
    try {
      return Collections.unmodifiableMap(Json.object(Base64.getUrlDecoder().decode(parts[1])));
    } catch (JsonException | IllegalArgumentException e) {
      return Map.of();
    }
  }

  /**
   * {@return the claims that a page may see}
   *
   * @param claims all claims
   */
  public static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> claims) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(claims);
    shown.keySet().removeAll(OF_THE_PROTOCOL);
    return shown;
  }
}
