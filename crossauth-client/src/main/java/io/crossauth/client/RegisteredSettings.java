package io.crossauth.client;

import io.crossauth.client.internal.login.RequestSettings;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.SignedResponses;
import java.util.Optional;

/** What a registration says of a client, in the words of its builder. */
final class RegisteredSettings {

  private RegisteredSettings() {}

  static OAuthClientBuilder apply(ClientInformation client, OAuthClientBuilder builder) {
    String method = client.metadata().tokenEndpointAuthMethod().orElse("");
    // Keys are the program's to give.
    if (!method.equals("private_key_jwt")) {
      builder.clientAuthentication(client.authentication());
    }
    builder.requests = requests(client.metadata(), builder.requests);
    builder.registration = client;
    if (client.metadata().idTokenSignedResponseAlg().isPresent()) {
      builder.idTokenAlgorithm = null;
    }
    return builder
        .clientId(client.clientId())
        .registeredResponses(rules -> signedAs(client, rules));
  }

  /** JARM section 3: the algorithms of authorization responses, if it names them. */
  private static SignedResponses signedAs(ClientInformation client, SignedResponses rules) {
    ClientMetadata says = client.metadata();
    SignedResponses signed =
        says.text("authorization_signed_response_alg").map(rules::by).orElse(rules);
    Optional<String> alg = says.text("authorization_encrypted_response_alg");
    if (alg.isEmpty()) {
      return signed;
    }
    return says.text("authorization_encrypted_response_enc")
        .map(enc -> signed.encryptedBy(alg.get(), enc))
        .orElseGet(() -> signed.encryptedBy(alg.get()));
  }

  /**
   * The rules of ID tokens with what was registered, by {@link OAuthClientBuilder#registration} or
   * by name: what was said last counts.
   *
   * @throws IllegalArgumentException if the algorithm is none, or HS* without a secret
   */
  static OAuthTokenConsumerBuilder rules(OAuthClientBuilder said, OAuthTokenConsumerBuilder rules) {
    ClientInformation client = said.registration;
    OAuthTokenConsumerBuilder registered = client == null ? rules : signedAs(client, rules);
    String named = said.idTokenAlgorithm;
    return named == null ? registered : registered.idTokenSignedResponseAlg(named);
  }

  /**
   * How it says that its requests are sent: RFC 9126 section 6, RFC 9101 section 10.5. What it says
   * of their encryption is what it may use, not what it must (OpenID Connect Registration section
   * 2).
   */
  private static RequestSettings requests(ClientMetadata metadata, RequestSettings given) {
    RequestSettings settings = given;
    if (isTrue(metadata, "require_pushed_authorization_requests")) {
      settings = settings.withPushed();
    }
    if (isTrue(metadata, "require_signed_request_object")) {
      settings = settings.withSigned();
    }
    String algorithm = metadata.text("request_object_signing_alg").orElse(null);
    return algorithm == null ? settings : settings.withRegisteredAlgorithm(algorithm);
  }

  private static boolean isTrue(ClientMetadata metadata, String name) {
    return metadata.raw(name).filter(Boolean.TRUE::equals).isPresent();
  }

  /**
   * The same rules with the algorithm of the registration, if it names one. The client secret
   * checks HS* (OpenID Connect Core section 10.1).
   */
  private static OAuthTokenConsumerBuilder signedAs(
      ClientInformation client, OAuthTokenConsumerBuilder rules) {
    String algorithm = client.metadata().idTokenSignedResponseAlg().orElse(null);
    if (algorithm == null) {
      return rules;
    }
    if (algorithm.startsWith("HS") && client.clientSecret().isPresent()) {
      rules.sharedSecret(client.clientSecret().get());
    }
    return rules.idTokenSignedResponseAlg(algorithm);
  }
}
