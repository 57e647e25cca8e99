package io.crossauth.testkit.provider;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A client as the provider knows it.
 *
 * @param id its {@code client_id}
 * @param proof how it must authenticate
 * @param grants the grants it may use
 * @param jkt the key that it proves possession of (RFC 9449), on the request that it makes
 * @param own how it was registered, if it is none of {@link TestClients}
 */
record Client(
    String id,
    Proof proof,
    Set<String> grants,
    Optional<String> jkt,
    Optional<RegisteredClient> own) {

  /** A client without a key. */
  Client(String id, Proof proof, Set<String> grants) {
    this(id, proof, grants, Optional.empty(), Optional.empty());
  }

  /** The same, on a request that proves possession of this key. */
  Client holding(Optional<String> key) {
    return new Client(id, proof, grants, key, own);
  }

  /** Whatever it holds, it is the same client. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Client that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** How a client authenticates (OpenID Connect Core section 9). */
  enum Proof {
    /** {@code client_secret_basic} or {@code client_secret_post}. */
    SECRET,
    /** Not at all: a public client. */
    NONE,
    /** {@code client_secret_jwt}. */
    SECRET_JWT,
    /** {@code private_key_jwt}. */
    KEY_JWT,
    /** {@code tls_client_auth} or {@code self_signed_tls_client_auth}. */
    CERTIFICATE
  }

  Optional<String> usualSecret() {
    if (own.isPresent()) {
      return own.get().secret();
    }
    return switch (proof) {
      case SECRET -> Optional.of(TestClients.SECRET);
      case SECRET_JWT -> Optional.of(TestClients.LONG_SECRET);
      case NONE, KEY_JWT, CERTIFICATE -> Optional.empty();
    };
  }

  /** The algorithm of its assertions, for clients that sign some. */
  String assertionAlgorithm() {
    if (ownKey().isPresent()) {
      return ownKey().get().algorithm();
    }
    return proof == Proof.SECRET_JWT ? "HS256" : algorithmInName();
  }

  /** The key pair of a client that authenticates by {@code private_key_jwt}. */
  TestKey key() {
    if (ownKey().isPresent()) {
      return ownKey().get();
    }
    String algorithm = algorithmInName();
    TestKey key =
        switch (algorithm) {
          case "ES256" -> TestKeys.p256(id);
          case "EdDSA" -> TestKeys.ed25519(id);
          default -> TestKeys.rsa(id);
        };
    return key.withAlgorithm(algorithm);
  }

  private Optional<TestKey> ownKey() {
    return own.flatMap(RegisteredClient::key);
  }

  /** Whether its tokens are bound to the certificate it shows (RFC 8705 section 3). */
  boolean certificateBound() {
    return proof == Proof.CERTIFICATE || id.equals(TestClients.FAPI2_MTLS);
  }

  /** The algorithm that its tokens are signed by. */
  String tokenAlgorithm() {
    if (id.startsWith("crossauth-fapi2-")) {
      return "PS256";
    }
    return signedUserinfo() ? algorithmInName() : "RS256";
  }

  /**
   * The algorithm that its authorization responses are signed by.
   *
   * @param usual that of the others
   */
  String responseAlgorithm(String usual) {
    return id.startsWith("crossauth-fapi2-") && usual.equals("RS256") ? "PS256" : usual;
  }

  boolean signedUserinfo() {
    return TestClients.ALGORITHM_CLIENTS.contains(id);
  }

  /** Whether it is told when a user has decided (CIBA). */
  boolean pinged() {
    return id.equals(TestClients.CIBA_PING);
  }

  boolean pkceRequired() {
    return dpopRequired()
        || own.isPresent()
        || Set.of(TestClients.CONFIDENTIAL, TestClients.PUBLIC, TestClients.SHOP).contains(id);
  }

  boolean dpopRequired() {
    return id.equals(TestClients.DPOP) || id.equals(TestClients.DPOP_PUBLIC);
  }

  /** Keycloak's name for an audience that is nobody's stands in where there is no better one. */
  String audience() {
    if (own.isPresent()) {
      return own.get().audience();
    }
    return id.equals(TestClients.NO_AUDIENCE) ? "account" : TestClients.AUDIENCE;
  }

  Duration accessTokenLife() {
    if (own.isPresent()) {
      return own.get().accessTokenLifetime();
    }
    return id.equals(TestClients.SHORT) ? Duration.ofSeconds(2) : Duration.ofMinutes(5);
  }

  Duration deviceCodeLife() {
    return id.equals(TestClients.DEVICE_SHORT) ? Duration.ofSeconds(3) : Duration.ofMinutes(10);
  }

  private String algorithmInName() {
    if (TestClients.FAPI2_KEY_CLIENTS.contains(id)) {
      return "PS256";
    }
    String last = id.substring(id.lastIndexOf('-') + 1);
    return last.equals("eddsa") ? "EdDSA" : last.toUpperCase(Locale.ROOT);
  }
}
