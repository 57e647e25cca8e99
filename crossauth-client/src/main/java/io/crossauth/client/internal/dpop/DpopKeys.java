package io.crossauth.client.internal.dpop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.client.internal.OnDemand;
import io.crossauth.error.ConfigurationException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of one client: made, given, or read back from the text that travelled. */
final class DpopKeys {

  /** Reading a key costs more than a signature by it. */
  private static final int READ = 1_000;

  private final DpopSettings settings;
  private final Supplier<OpenIdConfiguration> metadata;
  private final OnDemand<Cache<String, DpopKey>> known =
      new OnDemand<>(() -> Caffeine.newBuilder().maximumSize(READ).executor(Runnable::run).build());

  DpopKeys(DpopSettings settings, Supplier<OpenIdConfiguration> metadata) {
    this.settings = settings;
    this.metadata = metadata;
  }

  /**
   * The key of something that begins.
   *
   * @throws ConfigurationException if the server does not list its algorithm
   */
  DpopKey fresh() {
    DpopKey given = settings.given();
    requireListed(given == null ? settings.algorithm() : given.signer().algorithm());
    return given == null ? remembered(DpopKey.made(settings.algorithm())) : given;
  }

  /**
   * The key of something that has begun.
   *
   * @throws ConfigurationException if it is held elsewhere, and nobody has said where
   * @throws IllegalArgumentException if the text is no key
   */
  DpopKey of(Secret text) {
    if (isElsewhere(text.reveal())) {
      DpopKey given = settings.given();
      if (given == null) {
        throw new ConfigurationException(
            "config.proof_key",
            "DPoP: expected the key by which this login or session has begun, which is held outside"
                + " the process, found none; give it: dpop(Dpop.signedBy(signer, publicKey))");
      }
      return given;
    }
    return known.get().get(name(text), unused -> DpopKey.ofJwk(text.reveal()));
  }

  private DpopKey remembered(DpopKey made) {
    known.get().put(name(made.text()), made);
    return made;
  }

  private static String name(Secret text) {
    return Hashes.sha256(text.reveal());
  }

  private static boolean isElsewhere(String text) {
    if (text.contains("\"d\"")) {
      return false;
    }
    try {
      Map<String, @Nullable Object> members = Json.object(text.getBytes(StandardCharsets.UTF_8));
      return members.containsKey(DpopKey.ELSEWHERE);
    } catch (JsonException e) {
      return false;
    }
  }

  private void requireListed(String algorithm) {
    MetadataField<java.util.List<String>> field = MetadataField.DPOP_SIGNING_ALG_VALUES_SUPPORTED;
    OpenIdConfiguration configuration = metadata.get();
    if (!configuration.mayUse(field, algorithm)) {
      throw new ConfigurationException(
          "config.proof_algorithm",
          "DPoP: expected an algorithm of "
              + field.name()
              + ", "
              + configuration.find(field).orElseThrow()
              + ", found "
              + algorithm
              + "; choose another: Dpop.keyPerLogin().withAlgorithm(..)");
    }
  }
}
