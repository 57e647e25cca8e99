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
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a consumer come from, and what they may be used for.
 *
 * @param publicKeys the keys for everything but HMAC
 * @param closing what the consumer has made and must end, in order
 * @param secrets the keys for HMAC
 * @param algorithms what is allowed at all
 * @param idTokenAlgorithms what the metadata allows for ID tokens
 */
record KeySources(
    KeySet publicKeys,
    List<Runnable> closing,
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
          given == null ? NONE : given, List.of(), secrets, algorithms, named(builder));
    }
    List<Runnable> closing = new ArrayList<>();
    if (configuration != null) {
      URI jwksUri = configuration.require(MetadataField.JWKS_URI);
      KeySet keys = remote(RemoteKeySet.builder(jwksUri), builder, door(builder, closing));
      closing.add(0, keys::close);
      return new KeySources(keys, closing, secrets, algorithms, named(builder));
    }
    Discovery shared = builder.discovery;
    Discovery discovery = shared == null ? discovery(builder, closing) : checked(builder, shared);
    HttpTransport door = builder.transport == null ? discovery.transport() : builder.transport;
    KeySet keys = remote(RemoteKeySet.builder(discovery), builder, door);
    closing.add(0, keys::close);
    return new KeySources(
        keys,
        closing,
        secrets,
        algorithms,
        new MetadataAlgorithms(
            discovery::configuration, builder.issuer, builder.platform.ticker()));
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
        : new MetadataAlgorithms(() -> configuration, builder.issuer, builder.platform.ticker());
  }

  private static KeySet remote(
      RemoteKeySetBuilder keys, OAuthTokenConsumerBuilder builder, HttpTransport door) {
    return keys.transport(door).platform(builder.platform).listener(builder.listener).build();
  }

  private static Discovery discovery(OAuthTokenConsumerBuilder builder, List<Runnable> closing) {
    return Discovery.builder(builder.issuer)
        .transport(door(builder, closing))
        .platform(builder.platform)
        .build();
  }

  private static Discovery checked(OAuthTokenConsumerBuilder builder, Discovery shared) {
    if (!shared.issuer().equals(builder.issuer)) {
      throw new IllegalArgumentException(
          "discovery: expected that of " + builder.issuer + ", found " + shared.issuer());
    }
    return shared;
  }

  /** The transport that was handed in, or one of our own, which is then ours to close. */
  private static HttpTransport door(OAuthTokenConsumerBuilder builder, List<Runnable> closing) {
    if (builder.transport != null) {
      return builder.transport;
    }
    ApacheHttpTransport own = ApacheHttpTransport.create();
    closing.add(own::close);
    return own;
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
