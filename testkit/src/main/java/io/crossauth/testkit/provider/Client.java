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
 */
record Client(String id, Proof proof, Set<String> grants) {

  /** How a client authenticates (OpenID Connect Core section 9). */
  enum Proof {
    /** {@code client_secret_basic} or {@code client_secret_post}. */
    SECRET,
    /** Not at all: a public client. */
    NONE,
    /** {@code client_secret_jwt}. */
    SECRET_JWT,
    /** {@code private_key_jwt}. */
    KEY_JWT
  }

  Optional<String> usualSecret() {
    return switch (proof) {
      case SECRET -> Optional.of(TestClients.SECRET);
      case SECRET_JWT -> Optional.of(TestClients.LONG_SECRET);
      case NONE, KEY_JWT -> Optional.empty();
    };
  }

  /** The algorithm of its assertions, for clients that sign some. */
  String assertionAlgorithm() {
    return proof == Proof.SECRET_JWT ? "HS256" : algorithmInName();
  }

  /** The key pair of a client that authenticates by {@code private_key_jwt}. */
  TestKey key() {
    String algorithm = algorithmInName();
    TestKey key =
        switch (algorithm) {
          case "ES256" -> TestKeys.p256(id);
          case "EdDSA" -> TestKeys.ed25519(id);
          default -> TestKeys.rsa(id);
        };
    return key.withAlgorithm(algorithm);
  }

  /** The algorithm that its tokens are signed by. */
  String tokenAlgorithm() {
    return signedUserinfo() ? algorithmInName() : "RS256";
  }

  boolean signedUserinfo() {
    return TestClients.ALGORITHM_CLIENTS.contains(id);
  }

  /** Whether it is told when a user has decided (CIBA). */
  boolean pinged() {
    return id.equals(TestClients.CIBA_PING);
  }

  boolean pkceRequired() {
    return id.equals(TestClients.CONFIDENTIAL) || id.equals(TestClients.PUBLIC);
  }

  /** Keycloak's name for an audience that is nobody's stands in where there is no better one. */
  String audience() {
    return id.equals(TestClients.NO_AUDIENCE) ? "account" : TestClients.AUDIENCE;
  }

  Duration accessTokenLife() {
    return id.equals(TestClients.SHORT) ? Duration.ofSeconds(2) : Duration.ofMinutes(5);
  }

  Duration deviceCodeLife() {
    return id.equals(TestClients.DEVICE_SHORT) ? Duration.ofSeconds(3) : Duration.ofMinutes(10);
  }

  private String algorithmInName() {
    String last = id.substring(id.lastIndexOf('-') + 1);
    return last.equals("eddsa") ? "EdDSA" : last.toUpperCase(Locale.ROOT);
  }
}
