package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.JwkReader;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a set, as they are published.
 *
 * @param keys what stands in the array, of whatever type
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517 section 4</a>
 */
record PublishedKeys(List<?> keys) {

  private static final int MOST = 100;
  private static final int RSA_MIN_BITS = 2048;
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  static PublishedKeys of(List<?> keys) {
    return new PublishedKeys(keys);
  }

  /**
   * Looks at them.
   *
   * @param listed the algorithms that the metadata lists for ID tokens
   */
  List<Finding> look(List<String> listed) {
    List<Finding> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    EnumSet<JwsAlgorithm> able = EnumSet.noneOf(JwsAlgorithm.class);
    int encryption = 0;
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.get(i);
      String name = nameOf(key, i);
      if ("enc".equals(member(key, "use")) && !isPrivate(key)) {
        encryption++;
        continue;
      }
      look(key, name, found, able);
      if (member(key, "kid") instanceof String kid && !names.add(kid)) {
        found.add(KeysProblem.SAME.found(name + " has a kid that another key has"));
      }
    }
    if (keys.size() > MOST) {
      found.add(KeysProblem.MANY.found(keys.size() + " keys; the first " + MOST + " are used"));
    }
    if (!keys.isEmpty() && encryption == keys.size()) {
      found.add(KeysProblem.ENCRYPTION.found("all " + encryption + " keys have use: enc"));
    } else if (able.isEmpty()) {
      found.add(KeysProblem.NONE.found("no key of " + keys.size() + " can be used"));
    } else {
      withoutKey(listed, able, found);
    }
    return found;
  }

  private static void look(
      @Nullable Object key, String name, List<Finding> found, Set<JwsAlgorithm> able) {
    if (isPrivate(key)) {
      found.add(KeysProblem.PRIVATE.found(name + " is published with its secret part"));
      return;
    }
    int bits = rsaBits(key);
    if (bits > 0 && bits < RSA_MIN_BITS) {
      found.add(KeysProblem.WEAK.found(name + " is RSA of " + bits + " bits"));
      return;
    }
    try {
      able.addAll(JwkReader.read(key).algorithms());
    } catch (UnusableKeyException e) {
      found.add(KeysProblem.UNUSABLE.found(name + ": " + e.getMessage()));
      return;
    }
    if (member(key, "kid") == null) {
      found.add(KeysProblem.NO_KID.found(name + " has no kid"));
    }
    if (member(key, "alg") == null) {
      found.add(KeysProblem.NO_ALG.found(name + " has no alg"));
    }
  }

  private static void withoutKey(List<String> listed, Set<JwsAlgorithm> able, List<Finding> found) {
    Set<JwsAlgorithm> secret = JwsAlgorithm.of(JwsAlgorithm.Family.SECRET);
    for (String name : listed) {
      JwsAlgorithm algorithm = JwsAlgorithm.find(name);
      if (algorithm != null && !secret.contains(algorithm) && !able.contains(algorithm)) {
        found.add(ServerProblem.ALG_NO_KEY.found("no key of the set is for " + name));
      }
    }
  }

  /** An HMAC key is secret as a whole, whatever it is for. */
  private static boolean isPrivate(@Nullable Object key) {
    return key instanceof Map<?, ?> jwk && PRIVATE.stream().anyMatch(jwk::containsKey);
  }

  private static int rsaBits(@Nullable Object key) {
    if (!"RSA".equals(member(key, "kty")) || !(member(key, "n") instanceof String modulus)) {
      return 0;
    }
    try {
      return new BigInteger(1, Base64.getUrlDecoder().decode(modulus)).bitLength();
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  private static @Nullable Object member(@Nullable Object key, String name) {
    return key instanceof Map<?, ?> jwk ? jwk.get(name) : null;
  }

  private static String nameOf(@Nullable Object key, int place) {
    String kid = member(key, "kid") instanceof String text ? " " + Printable.of(text, 64) : "";
    return "key " + (place + 1) + kid;
  }
}
