package io.crossauth.tokenconsumer.jwks;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.JwkReader;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JWK set that has been read: the keys to use, and those that are not used, each with the rule it
 * breaks. One odd key never spoils the others.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517 section 5</a>
 */
record JwksDocument(KeyTable table, Map<String, String> skipped) {

  /** The most keys of a set that are looked at. */
  static final int MAX_KEYS = 100;

  /**
   * Reads a JWK set, or one JWK.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  static JwksDocument parse(String json) {
    try {
      Map<String, ?> object = Json.object(json.getBytes(StandardCharsets.UTF_8));
      List<?> keys = object.containsKey("kty") ? List.of(object) : keysOf(object);
      if (keys == null) {
        throw new IllegalArgumentException("jwks: expected an array keys, or a JWK; found neither");
      }
      return of(keys);
    } catch (JsonException e) {
      throw new IllegalArgumentException("jwks: " + e.getMessage(), e);
    }
  }

  /** The array of keys, or null if there is none. */
  static @Nullable List<?> keysOf(Map<String, ?> set) {
    return set.get("keys") instanceof List<?> keys ? keys : null;
  }

  /** Reads the keys of a set, one by one. */
  static JwksDocument of(List<?> keys) {
    List<VerificationKey> usable = new ArrayList<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    for (int i = 0; i < keys.size() && i < MAX_KEYS; i++) {
      try {
        usable.add(key(JwkReader.read(keys.get(i))));
      } catch (UnusableKeyException e) {
        skipped.put(i + ": " + nameOf(keys.get(i)), e.getMessage());
      }
    }
    if (keys.size() > MAX_KEYS) {
      skipped.put("from " + MAX_KEYS, "more than " + MAX_KEYS + " keys");
    }
    return new JwksDocument(KeyTable.ofPublished(usable), skipped);
  }

  private static VerificationKey key(JwkReader.Usable usable) {
    String[] algorithms =
        usable.algorithms().stream().map(JwsAlgorithm::joseName).toArray(String[]::new);
    VerificationKey key = VerificationKey.of(usable.key(), algorithms);
    key = usable.keyId() == null ? key : key.withKeyId(usable.keyId());
    return usable.issuer() == null ? key : key.withIssuer(usable.issuer());
  }

  private static String nameOf(@Nullable Object jwk) {
    Object name = jwk instanceof Map<?, ?> map ? map.get("kid") : null;
    return name instanceof String text ? Printable.of(text, 64) : "no name";
  }
}
