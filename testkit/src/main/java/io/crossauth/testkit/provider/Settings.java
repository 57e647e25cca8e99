package io.crossauth.testkit.provider;

import java.net.URI;
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
    String responseAlgorithm) {

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
