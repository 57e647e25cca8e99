package io.crossauth.tokenconsumer;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.tokenconsumer.internal.IssuerAddress;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where the keys of a consumer come from, and what they may be used for.
 *
 * @param publicKeys the keys for everything but HMAC
 * @param closing what the consumer has made and must end, in order
 * @param secrets the keys for HMAC
 * @param algorithms what is allowed at all
 * @param idTokenAlgorithms what is allowed for ID tokens
 * @param source what equals that of another consumer of the same keys
 */
record KeySources(
    KeySet publicKeys,
    List<Runnable> closing,
    KeySet secrets,
    Set<JwsAlgorithm> algorithms,
    IdTokenAlgorithms idTokenAlgorithms,
    Object source) {

  private static final KeySet NONE = request -> List.of();

  /** Whether there is a secret to check HS* with. */
  boolean hasSecret() {
    return secrets != NONE;
  }

  /** Ends what it has made if it cannot make all. */
  static KeySources of(KeyConfig config) {
    List<Runnable> closing = new ArrayList<>();
    try {
      return of(config, closing);
    } catch (RuntimeException e) {
      closing.forEach(Runnable::run);
      throw e;
    }
  }

  /** What is made of them; ends what they have made if that cannot be. */
  <T> T use(Function<KeySources, T> maker) {
    try {
      return maker.apply(this);
    } catch (RuntimeException e) {
      closing.forEach(Runnable::run);
      throw e;
    }
  }

  private static KeySources of(KeyConfig config, List<Runnable> closing) {
    Set<JwsAlgorithm> algorithms = algorithms(config);
    KeySet shared = config.sharedSecrets().keySet();
    KeySet secrets = shared == null ? NONE : shared;
    OpenIdConfiguration configuration = config.configuration();
    if (configuration != null) {
      checkIssuer(config.issuer(), configuration);
    }
    KeySet given = config.keys();
    if (given != null || config.secretAlone()) {
      return new KeySources(
          given == null ? NONE : given,
          List.of(),
          secrets,
          algorithms,
          named(config, algorithms),
          config.keySource());
    }
    if (configuration != null) {
      URI jwksUri = configuration.require(MetadataField.JWKS_URI);
      KeySet keys = remote(KeySet.remote(jwksUri), config, transport(config, closing));
      closing.add(0, keys::close);
      return new KeySources(
          keys, closing, secrets, algorithms, named(config, algorithms), config.keySource());
    }
    Discovery discovery = discovery(config, closing);
    HttpTransport handedIn = config.connection().transport();
    HttpTransport transport = handedIn == null ? discovery.transport() : handedIn;
    KeySet keys = remote(KeySet.remote(discovery), config, transport);
    closing.add(0, keys::close);
    return new KeySources(
        keys,
        closing,
        secrets,
        algorithms,
        IdTokenAlgorithms.of(
            config, algorithms, listed(discovery::configuration, discovery::address, config)),
        config.keySource());
  }

  private static IdTokenAlgorithms named(KeyConfig config, Set<JwsAlgorithm> algorithms) {
    OpenIdConfiguration configuration = config.configuration();
    Discovery discovery = config.discovery();
    Supplier<OpenIdConfiguration> metadata = null;
    if (configuration != null) {
      metadata = () -> configuration;
    } else if (discovery != null) {
      metadata = discovery::configuration;
    }
    Supplier<URI> address =
        discovery != null ? discovery::address : () -> IssuerAddress.of(config.issuer());
    return IdTokenAlgorithms.of(
        config, algorithms, metadata == null ? null : listed(metadata, address, config));
  }

  private static Supplier<Set<JwsAlgorithm>> listed(
      Supplier<OpenIdConfiguration> metadata, Supplier<URI> address, KeyConfig config) {
    return new MetadataAlgorithms(metadata, address, config.connection().platform().ticker());
  }

  private static KeySet remote(KeySet.RemoteBuilder keys, KeyConfig config, HttpTransport by) {
    Duration lifetime = config.keyLifetime();
    if (lifetime != null) {
      keys.lifetime(lifetime);
    }
    KeySet.RemoteBuilder usual =
        keys.transport(by.forIssuer(config.issuer()))
            .headers(headers(config))
            .platform(config.connection().platform())
            .listener(config.listener())
            .maxKeys(config.maxKeys());
    return config.remoteKeys().apply(usual).build();
  }

  /** What is sent along to find the metadata is sent along to the keys, too. */
  private static Headers headers(KeyConfig config) {
    Headers own = config.connection().headers();
    Discovery shared = config.discovery();
    return shared == null ? own : shared.headers().overriddenBy(own);
  }

  private static Discovery discovery(KeyConfig config, List<Runnable> closing) {
    Discovery shared = config.discovery();
    return shared == null
        ? config.connection().discovery(config.issuer(), transport(config, closing))
        : checked(config.issuer(), shared);
  }

  private static Discovery checked(String issuer, Discovery shared) {
    if (!shared.issuer().equals(issuer)) {
      throw new IllegalArgumentException(
          "discovery: expected that of " + issuer + ", found " + shared.issuer());
    }
    return shared;
  }

  private static HttpTransport transport(KeyConfig config, List<Runnable> closing) {
    ProviderConnection.Open open = config.connection().open();
    closing.add(open.close());
    return open.transport();
  }

  private static void checkIssuer(String issuer, OpenIdConfiguration configuration) {
    String named = configuration.issuer().orElse(issuer);
    if (!named.equals(issuer)) {
      throw new IllegalArgumentException(
          "configuration: expected that of " + issuer + ", found " + named);
    }
  }

  /** HS* is allowed by a secret and by nothing else, whatever is named. */
  private static Set<JwsAlgorithm> algorithms(KeyConfig config) {
    boolean secret = config.sharedSecrets().any();
    Set<JwsAlgorithm> hmac = JwsAlgorithm.of(JwsAlgorithm.Family.SECRET);
    if (!config.algorithms().isEmpty()) {
      Set<JwsAlgorithm> named = JwsAlgorithm.all(config.algorithms());
      if (!secret && named.stream().anyMatch(hmac::contains)) {
        throw new IllegalArgumentException(
            "algorithms: found "
                + named
                + ", but HS* needs a secret: sharedSecret(..) or sharedSecrets(..)");
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
