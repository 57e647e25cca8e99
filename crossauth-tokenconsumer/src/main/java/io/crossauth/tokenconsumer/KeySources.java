package io.crossauth.tokenconsumer;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpTransport;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.RemoteKeySet;
import io.crossauth.tokenconsumer.jwks.RemoteKeySetBuilder;
import io.crossauth.tokenconsumer.jwks.StaticKeySet;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a consumer come from, and what they may be used for.
 *
 * @param publicKeys the keys for everything but HMAC
 * @param own whether the consumer made them, and closes them
 * @param ownTransport the transport that the consumer made and closes; null if one was handed in,
 *     or none is needed
 * @param secrets the keys for HMAC
 * @param algorithms what is allowed at all
 * @param idTokenAlgorithms what the metadata allows for ID tokens
 */
record KeySources(
    KeySet publicKeys,
    boolean own,
    @Nullable ApacheHttpTransport ownTransport,
    KeySet secrets,
    Set<JwsAlgorithm> algorithms,
    Supplier<Set<JwsAlgorithm>> idTokenAlgorithms) {

  private static final KeySet NONE = request -> List.of();

  static KeySources of(OAuthTokenConsumerBuilder builder) {
    Set<JwsAlgorithm> algorithms = algorithms(builder);
    KeySet secrets = secrets(builder.sharedSecret);
    OpenIdConfiguration configuration = builder.configuration;
    if (configuration != null) {
      checkIssuer(builder.issuer, configuration);
    }
    KeySet given = builder.keys;
    if (given != null || secretAlone(builder)) {
      return new KeySources(
          given == null ? NONE : given, false, null, secrets, algorithms, named(builder));
    }
    Discovery shared = builder.discovery;
    HttpTransport handedIn =
        builder.transport == null && shared != null ? shared.transport() : builder.transport;
    ApacheHttpTransport own = handedIn == null ? ApacheHttpTransport.create() : null;
    HttpTransport door = handedIn == null ? Objects.requireNonNull(own) : handedIn;
    if (configuration != null) {
      RemoteKeySetBuilder keys =
          RemoteKeySet.builder(configuration.require(MetadataField.JWKS_URI));
      return new KeySources(
          finished(keys, builder, door), true, own, secrets, algorithms, named(builder));
    }
    Discovery discovery = discovery(builder, door);
    return new KeySources(
        finished(RemoteKeySet.builder(discovery), builder, door),
        true,
        own,
        secrets,
        algorithms,
        new MetadataAlgorithms(discovery::configuration, builder.issuer));
  }

  private static boolean secretAlone(OAuthTokenConsumerBuilder builder) {
    return builder.sharedSecret != null
        && builder.transport == null
        && builder.discovery == null
        && builder.configuration == null;
  }

  private static Supplier<Set<JwsAlgorithm>> named(OAuthTokenConsumerBuilder builder) {
    OpenIdConfiguration configuration = builder.configuration;
    return configuration == null
        ? MetadataAlgorithms.all()
        : new MetadataAlgorithms(() -> configuration, builder.issuer);
  }

  private static KeySet finished(
      RemoteKeySetBuilder keys, OAuthTokenConsumerBuilder builder, HttpTransport door) {
    return keys.transport(door).world(builder.world).listener(builder.listener).build();
  }

  private static Discovery discovery(OAuthTokenConsumerBuilder builder, HttpTransport door) {
    Discovery shared = builder.discovery;
    if (shared == null) {
      return Discovery.builder(builder.issuer).transport(door).world(builder.world).build();
    }
    if (!shared.issuer().equals(builder.issuer)) {
      throw new IllegalArgumentException(
          "discovery: expected that of " + builder.issuer + ", found " + shared.issuer());
    }
    return shared;
  }

  private static void checkIssuer(String issuer, OpenIdConfiguration configuration) {
    String named = configuration.issuer().orElse(issuer);
    if (!named.equals(issuer)) {
      throw new IllegalArgumentException(
          "configuration: expected that of " + issuer + ", found " + named);
    }
  }

  private static KeySet secrets(@Nullable Secret secret) {
    return secret == null ? NONE : StaticKeySet.of(VerificationKey.sharedSecret(secret));
  }

  /** HS* is allowed by a secret and by nothing else, whatever is named. */
  private static Set<JwsAlgorithm> algorithms(OAuthTokenConsumerBuilder builder) {
    boolean secret = builder.sharedSecret != null;
    Set<JwsAlgorithm> hmac = JwsAlgorithm.of(JwsAlgorithm.Family.SECRET);
    if (!builder.algorithms.isEmpty()) {
      Set<JwsAlgorithm> named = JwsAlgorithm.all(builder.algorithms);
      if (!secret && named.stream().anyMatch(hmac::contains)) {
        throw new IllegalArgumentException(
            "algorithms: found " + named + ", but HS* needs a shared secret");
      }
      return named;
    }
    EnumSet<JwsAlgorithm> usual = EnumSet.copyOf(JwsAlgorithm.asymmetric());
    if (secret) {
      usual.addAll(hmac);
    }
    return usual;
  }
}
