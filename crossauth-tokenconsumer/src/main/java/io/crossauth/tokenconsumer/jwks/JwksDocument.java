package io.crossauth.tokenconsumer.jwks;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.JwkReader;
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

  /** The most signature keys of a set that an issuer publishes, unless another limit is set. */
  static final int DEFAULT_MAX_KEYS = 100;

  /** The highest such limit, and that of a set that the program was given. */
  static final int MAX_KEYS = 1_000;

  /** The name of the member that holds the keys. */
  static final String KEYS = "keys";

  /** The most keys that are told of one by one. */
  private static final int MOST_TOLD = 100;

  private static final int LONGEST_SUMMARY = 300;

  /**
   * Reads a JWK set, or one JWK, that the program was given; secrets may be among the keys.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  static JwksDocument parse(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try {
      Map<String, ?> object = Json.objectOfItems(bytes, KEYS);
      List<?> keys = object.containsKey("kty") ? List.of(object) : keysOf(object);
      if (keys == null) {
        throw new IllegalArgumentException("jwks: expected an array keys, or a JWK; found neither");
      }
      return read(keys, MAX_KEYS, JwkReader::readGiven);
    } catch (JsonException e) {
      throw new IllegalArgumentException("jwks: " + e.getMessage(), e);
    }
  }

  /** The array of keys, or null if there is none. */
  static @Nullable List<?> keysOf(Map<String, ?> set) {
    return set.get(KEYS) instanceof List<?> keys ? keys : null;
  }

  /**
   * Reads the keys of a set that an issuer publishes, one by one.
   *
   * @param maxKeys the most keys for signatures; those for encryption, and odd ones, do not count
   */
  static JwksDocument of(List<?> keys, int maxKeys) {
    return read(keys, maxKeys, JwkReader::read);
  }

  private interface Reader {
    JwkReader.Usable read(@Nullable Object jwk) throws UnusableKeyException;
  }

  private static JwksDocument read(List<?> keys, int maxKeys, Reader reader) {
    List<VerificationKey> usable = new ArrayList<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      try {
        VerificationKey key = VerificationKey.of(reader.read(keys.get(i)));
        if (usable.size() == maxKeys) {
          skipped.put(
              "from " + i,
              "more than " + maxKeys + " keys for signatures; maxKeys(..) sets another limit");
          break;
        }
        usable.add(key);
      } catch (UnusableKeyException e) {
        if (skipped.size() < MOST_TOLD) {
          skipped.put(i + ": " + nameOf(keys.get(i)), e.getMessage());
        }
      }
    }
    return new JwksDocument(KeyTable.ofPublished(usable), skipped);
  }

  /** Which keys are not used and why, cut for a message. */
  String summary() {
    return Printable.of(skipped.toString(), LONGEST_SUMMARY);
  }

  private static String nameOf(@Nullable Object jwk) {
    Object name = jwk instanceof Map<?, ?> map ? map.get("kid") : null;
    return name instanceof String text ? Printable.of(text, 64) : "no name";
  }
}
