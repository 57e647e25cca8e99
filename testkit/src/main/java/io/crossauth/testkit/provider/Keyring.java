package io.crossauth.testkit.provider;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The provider's keys: one for each algorithm in each generation. */
final class Keyring {

  /** {@code oldest} to {@code newest} are published, {@code newest} signs. */
  private record Generations(int oldest, int newest) {}

  private final String keySet;
  private volatile Generations generations = new Generations(1, 1);

  Keyring(String keySet) {
    this.keySet = keySet;
    make();
  }

  /** Makes the keys now: RSA keys take their time, and who asks for them waits only so long. */
  private void make() {
    published();
  }

  TestKey signing(String algorithm) {
    return key(algorithm, generations.newest());
  }

  /** Signs with new keys from now on; the old ones stay published. */
  void rotate() {
    Generations now = generations;
    generations = new Generations(now.oldest(), now.newest() + 1);
    make();
  }

  /** Publishes the newest keys only. */
  void retire() {
    int newest = generations.newest();
    generations = new Generations(newest, newest);
  }

  List<Map<String, Object>> published() {
    Generations now = generations;
    List<Map<String, Object>> keys = new ArrayList<>();
    IntStream.rangeClosed(now.oldest(), now.newest())
        .boxed()
        .flatMap(
            generation ->
                Stream.of("RS256", "PS256", "ES256", "EdDSA").map(alg -> key(alg, generation)))
        .forEach(key -> keys.add(key.publicJwk()));
    // As Keycloak does: a key that is not for signatures, and must be left alone.
    Map<String, Object> encryption = encryption().publicJwk();
    encryption.put("use", "enc");
    keys.add(encryption);
    return keys;
  }

  /** What requests to the provider are encrypted for. */
  TestKey encryption() {
    return TestKeys.rsa(keySet + "-enc").withAlgorithm("RSA-OAEP");
  }

  private TestKey key(String algorithm, int generation) {
    String kid = keySet + "-" + algorithm + "-" + generation;
    return switch (algorithm) {
      case "RS256", "PS256" -> TestKeys.rsa(kid).withAlgorithm(algorithm);
      case "ES256" -> TestKeys.p256(kid);
      case "EdDSA" -> TestKeys.ed25519(kid);
      default -> throw new IllegalArgumentException("the provider has no key for " + algorithm);
    };
  }
}
