package io.crossauth.testkit.provider;

import io.crossauth.testkit.mint.TestKey;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a provider was told when it was built.
 *
 * @param issuer what tokens and metadata say
 * @param base where the endpoints are, without a slash at its end
 * @param clock the provider's time
 * @param keySet names the signing keys; two providers of one name sign with the same keys
 * @param rfc9068 whether access tokens follow RFC 9068, else they are like Keycloak's
 * @param consent whether each login asks for consent
 * @param deviceInterval what devices are told to wait between polls
 * @param paceChecked whether a device that polls too fast is told to slow down
 * @param secrets client secrets other than those of TestClients
 * @param clientJwksUris where clients publish their keys
 * @param encryptedIdTokens the clients whose ID tokens are encrypted for a key of theirs
 * @param initialAccessToken what registering a client needs; empty if anybody may
 * @param requests which authorization requests are taken
 * @param detailTypes the types of {@code authorization_details} that are known
 * @param dpop what is done with proofs of possession
 * @param responseAlgorithm what authorization responses that are JWTs are signed by
 * @param mutualTls what clients show certificates for
 * @param exchanges whose tokens are traded, and for what
 * @param ownClients the clients that the test has registered, by their ids
 * @param redirectUris the redirect URIs of those of TestClients that are held to some
 */
record Settings(
    URI issuer,
    URI base,
    Clock clock,
    String keySet,
    boolean rfc9068,
    boolean consent,
    Duration deviceInterval,
    boolean paceChecked,
    Map<String, String> secrets,
    Map<String, URI> clientJwksUris,
    Set<String> encryptedIdTokens,
    String initialAccessToken,
    Requests requests,
    List<String> detailTypes,
    Dpop dpop,
    String responseAlgorithm,
    MutualTls mutualTls,
    Exchanges exchanges,
    Map<String, RegisteredClient> ownClients,
    Map<String, RedirectUris> redirectUris) {

  /**
   * Whose tokens are traded, and for what.
   *
   * @param audiences what an exchange may name
   * @param assertionKeys the keys of those whose assertions are taken, by their names
   */
  record Exchanges(Set<String> audiences, Map<String, TestKey> assertionKeys) {}

  /**
   * RFC 9449.
   *
   * @param known whether proofs are looked at, and tokens bound to their keys
   * @param required whether every token request needs one
   * @param nonces the endpoints where a proof needs a nonce
   */
  record Dpop(boolean known, boolean required, Set<Endpoint> nonces) {}

  /** What every authorization request must be: pushed, signed, both, or neither. */
  record Requests(boolean pushed, boolean signed) {}

  /**
   * What clients show certificates for.
   *
   * @param offered whether the provider asks for them
   * @param aliases where the endpoints for clients with one are; empty if where the others are
   * @param ownCertificates certificates that clients have signed themselves, by client id
   * @param boundClients clients whose tokens are bound though they authenticate otherwise
   */
  record MutualTls(
      boolean offered,
      Optional<URI> aliases,
      Map<String, X509Certificate> ownCertificates,
      Set<String> boundClients) {}

  Optional<String> secret(Client client) {
    return client.usualSecret().map(usual -> secrets.getOrDefault(client.id(), usual));
  }

  URI uri(Endpoint endpoint) {
    return endpoint.at(base);
  }

  static String random() {
    return UUID.randomUUID().toString();
  }
}
