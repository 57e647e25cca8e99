package io.crossauth.client;

import static io.crossauth.client.testing.ProviderLogin.begin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import java.security.PrivateKey;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-04 a registration for signed responses (JARM)")
class JarmRegistrationTest {

  private final ProviderLogin scene = new ProviderLogin("PS256");
  private final TestKey recipient = TestKeys.rsa("jarm-client");
  private final PrivateKey key = (PrivateKey) recipient.signingKey();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void names_their_algorithm() {
    succeeds(scene.client().registration(client(says("PS256"))));
    refused(scene.client().registration(client(says("ES256"))), "token.algorithm_not_allowed");
    refused(
        scene.client().registration(client(ClientMetadata.builder())),
        "token.algorithm_not_allowed");
  }

  @Test
  void gives_way_to_what_the_program_says_in_either_order() {
    succeeds(
        scene.client().registration(client(says("ES256"))).signedResponses(r -> r.by("PS256")));
    succeeds(
        scene.client().signedResponses(r -> r.by("PS256")).registration(client(says("ES256"))));
  }

  @Test
  void names_how_they_are_encrypted() {
    scene
        .provider()
        .faults()
        .sealAuthorizationResponseBy(
            d -> d.encryptedFor(recipient).encryption("A256GCM").compact());
    ClientMetadata.Builder metadata =
        says("PS256")
            .with("authorization_encrypted_response_alg", "RSA-OAEP-256")
            .with("authorization_encrypted_response_enc", "A256GCM");

    succeeds(
        scene
            .client()
            .registration(client(metadata))
            .signedResponses(r -> r.withDecryptionKey(key)));
  }

  @Test
  void that_names_no_enc_means_the_default() {
    scene
        .provider()
        .faults()
        .sealAuthorizationResponseBy(
            d -> d.encryptedFor(recipient).encryption("A128CBC-HS256").compact());
    ClientMetadata.Builder metadata =
        says("PS256").with("authorization_encrypted_response_alg", "RSA-OAEP-256");

    succeeds(
        scene
            .client()
            .registration(client(metadata))
            .signedResponses(r -> r.withDecryptionKey(key)));
  }

  @Test
  void for_encryption_needs_the_key_that_opens() {
    ClientMetadata.Builder metadata =
        says("PS256").with("authorization_encrypted_response_alg", "RSA-OAEP-256");

    unusable(scene.client().registration(client(metadata)), "withDecryptionKey");
    unusable(scene.client().signedResponses(r -> r.withDecryptionKey(key)), "encryptedBy");
  }

  @Test
  void names_algorithms_that_are_accepted() {
    unusable(scene.client().registration(client(says("none"))), "such as PS256");
    unusable(scene.client().registration(client(says("HS256"))), "sharedSecret(..)");
    unusable(
        scene
            .client()
            .registration(
                client(says("PS256").with("authorization_encrypted_response_alg", "dir"))),
        "RSA-OAEP");
    unusable(scene.client().signedResponses(r -> r.encryptedBy("RSA1_5", "A256GCM")), "RSA-OAEP");
    unusable(scene.client().signedResponses(r -> r.encryptedBy("RSA-OAEP", "A256CTR")), "AES-GCM");
  }

  private void succeeds(OAuthClientBuilder builder) {
    OAuthClient client = builder.build();
    AuthorizationRequest request = begin(client, "jwt");

    assertThat(client.redirectEndpoint(scene.answer(request), request.pending()).idToken())
        .isPresent();
  }

  private void refused(OAuthClientBuilder builder, String code) {
    OAuthClient client = builder.build();
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);
    int calls = scene.tokenCalls();

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), code, calls);
  }

  private static void unusable(OAuthClientBuilder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(message);
  }

  private static ClientMetadata.Builder says(String algorithm) {
    return ClientMetadata.builder().with("authorization_signed_response_alg", algorithm);
  }

  private static ClientInformation client(ClientMetadata.Builder metadata) {
    return new ClientInformation(
        TestClients.CONFIDENTIAL,
        Optional.of(Secret.of(TestClients.SECRET)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        metadata.build());
  }
}
