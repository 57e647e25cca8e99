package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ALGORITHM_NOT_ALLOWED;
import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_ALGORITHM;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What else decides about an algorithm: the bytes of a secret, and metadata of any kind. */
class AlgorithmEdgesTest {

  private final Checkpoint at = new Checkpoint();

  private OAuthTokenConsumerBuilder listing(String... algorithms) {
    return at.forId()
        .configuration(
            OpenIdConfiguration.of(
                Map.of(
                    "issuer",
                    Checkpoint.ISSUER,
                    "id_token_signing_alg_values_supported",
                    List.of(algorithms))));
  }

  @Test
  @DisplayName("I7 metadata can neither allow none nor what is not configured")
  void metadataOnlyNarrows() {
    String unsigned = at.mint.idToken().header("alg", "none").withSignature(new byte[1]).compact();
    refuses(listing("none", "RS256"), TokenType.ID, UNSUPPORTED_ALGORITHM, unsigned);
    refuses(listing("none"), TokenType.ID, MALFORMED, at.mint.idToken().unsigned().compact());
    String good = at.mint.idToken().compact();
    refuses(listing("none"), TokenType.ID, ALGORITHM_NOT_ALLOWED, good);
    refuses(listing("RS256").algorithms("ES256"), TokenType.ID, ALGORITHM_NOT_ALLOWED, good);
    listing("RS256", "none").build().verify(good, TokenType.ID);
    // Metadata that list nothing leave what is configured.
    listing().build().verify(at.mint.withKey(TestKeys.p384()).idToken().compact(), TokenType.ID);
  }

  @Test
  @DisplayName("I8 the secret counts by its UTF-8 bytes")
  void secretInUtf8() {
    String secret = "gehei\u00dfnis-".repeat(4);
    OAuthTokenConsumerBuilder builder =
        OAuthTokenConsumer.builder(Checkpoint.ISSUER)
            .audience(Checkpoint.CLIENT)
            .sharedSecret(Secret.of(secret))
            .platform(at.time.platform());
    byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
    byte[] latin = secret.getBytes(StandardCharsets.ISO_8859_1);
    builder.build().verify(at.mint.idToken().hmacWith(utf8).compact(), TokenType.ID);
    refuses(builder, TokenType.ID, BAD_SIGNATURE, at.mint.idToken().hmacWith(latin).compact());
  }

  @Test
  @DisplayName("fault 21 while there are no metadata, ID tokens draw one request in two seconds")
  void metadataAreAskedForOnce() {
    try (ScriptedTransport door = new ScriptedTransport()) {
      OAuthTokenConsumer consumer =
          OAuthTokenConsumer.builder(Checkpoint.ISSUER)
              .audience(Checkpoint.CLIENT)
              .transport(door)
              .platform(at.time.platform())
              .build();
      String token = at.mint.idToken().compact();
      door.json(503, "{}");
      for (int i = 0; i < 100; i++) {
        at.time.advance(Duration.ofMillis(19));
        assertThatThrownBy(() -> consumer.verify(token, TokenType.ID))
            .isInstanceOf(TransportException.class);
      }
      assertThat(door.calls()).hasSize(1);
      at.time.advance(Duration.ofSeconds(2).minusMillis(19 * 99));
      door.json(
          200,
          "{\"issuer\":\""
              + Checkpoint.ISSUER
              + "\",\"jwks_uri\":\"https://id.example.com/certs\"}");
      door.json(200, TestKeys.jwks(TestKeys.rsa()));
      assertThat(consumer.verify(token, TokenType.ID).requireSubject()).isEqualTo("alice");
    }
  }
}
