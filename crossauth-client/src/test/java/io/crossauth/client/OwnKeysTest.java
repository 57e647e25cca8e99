package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.ClientKey;
import io.crossauth.client.auth.ClientKeyRing;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderBuilder;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The provider fetches the client's keys from the client, which rotates them. */
@DisplayName("Keys that the client publishes")
class OwnKeysTest {

  private static final String CLIENT = "crossauth-pkjwt-es256";

  private final FakeTime time = FakeTime.create();
  private final FaultServer application = FaultServer.start();
  private final ClientKeyRing ring =
      ClientKeyRing.of(signing("own-1"), decrypting("own-enc-1")).withPlatform(time.platform());
  private InProcessProvider provider;
  private OAuthClient client;

  @BeforeEach
  void start() {
    application.always(
        connection ->
            Behaviour.reply(
                    Reply.json(ring.jwks())
                        .header("Content-Type", "application/jwk-set+json")
                        .header("Cache-Control", ring.cacheControl()))
                .serve(connection));
    provider = provider(builder -> builder);
    client = client(provider);
  }

  @AfterEach
  void stop() {
    client.close();
    provider.close();
    application.close();
  }

  @Test
  void are_rotated_between_two_calls_without_a_failure() {
    tokens();
    ring.rotate(signing("own-2"));
    for (int minutes = 0; minutes <= 90; minutes += 10) {
      tokens();
      time.advance(Duration.ofMinutes(10));
    }

    assertThat(ring.signer().keyId()).contains("own-2");
    // The provider kept the document for half an hour each time, as it may.
    assertThat(application.requests()).hasSize(4);
  }

  @Test
  void are_looked_for_again_by_a_provider_that_does_not_know_the_new_one() {
    tokens();
    int before = application.requests().size();

    ring.replaceCompromised(signing("own-2"));
    tokens();

    assertThat(application.requests()).hasSize(before + 1);
  }

  @Test
  void are_refused_once_they_are_not_published_any_more() {
    ClientKeyRing stolen = ClientKeyRing.of(signing("own-1")).withPlatform(time.platform());
    tokens();
    ring.replaceCompromised(signing("own-2"));
    tokens();

    try (OAuthClient thief =
        OAuthClient.builder(provider.issuer().toString())
            .clientId(CLIENT)
            .clientKey(stolen::signer)
            .platform(time.platform())
            .build()) {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(thief::clientCredentialsFlow)
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"));
    }
  }

  @Test
  void open_id_tokens_that_were_encrypted_for_the_one_before() {
    try (InProcessProvider encrypting = provider(builder -> builder.encryptedIdTokens(CLIENT));
        OAuthClient reader = client(encrypting)) {
      assertThat(login(reader).idPayload()).containsEntry("preferred_username", TestUsers.ALICE);
      ring.rotate(decrypting("own-enc-2"));
      // It has kept the document, and goes on encrypting for the old key.
      int before = application.requests().size();
      assertThat(login(reader).idToken()).isPresent();
      assertThat(application.requests()).hasSize(before);
      time.advance(Duration.ofHours(1));
      assertThat(login(reader).idToken()).isPresent();

      ring.replaceCompromised(decrypting("own-enc-3"));
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> login(reader))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.ENCRYPTION));
      time.advance(Duration.ofHours(1));
      assertThat(login(reader).idToken()).isPresent();
    }
  }

  private void tokens() {
    assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
  }

  private static OAuthTokenResponse login(OAuthClient client) {
    return client
        .passwordFlow(
            TestUsers.ALICE,
            io.crossauth.value.Secret.of(TestUsers.password(TestUsers.ALICE)),
            "openid")
        .requireTokens();
  }

  private InProcessProvider provider(UnaryOperator<ProviderBuilder> more) {
    return more.apply(
            InProcessProvider.builder()
                .clock(time)
                .clientJwksUri(CLIENT, application.uri("/jwks.json")))
        .start();
  }

  private OAuthClient client(InProcessProvider of) {
    return OAuthClient.builder(of.issuer().toString())
        .clientId(CLIENT)
        .clientKey(ring::signer)
        .idTokens(rules -> rules.decryptionKeys(ring::decryptionKeys))
        .platform(time.platform())
        .build();
  }

  private static ClientKey signing(String name) {
    return ClientKey.ofJwk(TestKeys.p256(name).privateJwkJson());
  }

  private static ClientKey decrypting(String name) {
    return ClientKey.ofJwk(
        TestKeys.rsa(name)
            .privateJwkJson()
            .replace("\"use\":\"sig\"", "\"use\":\"enc\"")
            .replace("\"alg\":\"RS256\"", "\"alg\":\"RSA-OAEP-256\""));
  }
}
