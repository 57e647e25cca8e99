package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ENCRYPTION;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys for decryption that change")
class ChangingDecryptionKeysTest {

  private final Checkpoint at = new Checkpoint();
  private final TestKey first = TestKeys.rsa("recipient");
  private final TestKey second = TestKeys.p256("recipient-ec");
  private final List<PrivateKey> keys = new ArrayList<>();

  private OAuthTokenConsumerBuilder reader() {
    return at.forId().decryptionKeys(() -> keys);
  }

  private String encrypted(TestKey recipient) {
    return at.mint.idToken().encryptedFor(recipient).compact();
  }

  private static PrivateKey privateKey(TestKey key) {
    return (PrivateKey) key.signingKey();
  }

  @Test
  void are_asked_for_at_each_token() {
    OAuthTokenConsumer consumer = reader().build();
    keys.add(privateKey(first));
    assertThat(consumer.verify(encrypted(first), TokenType.ID).requireSubject()).isEqualTo("alice");

    keys.add(0, privateKey(second));
    consumer.verify(encrypted(second), TokenType.ID);
    consumer.verify(encrypted(first), TokenType.ID);

    keys.remove(privateKey(first));
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> consumer.verify(encrypted(first), TokenType.ID))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(ENCRYPTION));
  }

  @Test
  void stand_beside_one_that_is_always_there() {
    keys.add(privateKey(second));
    OAuthTokenConsumer consumer = reader().decryptionKey(privateKey(first)).build();

    consumer.verify(encrypted(first), TokenType.ID);
    consumer.verify(encrypted(second), TokenType.ID);
  }

  @Test
  void demand_encryption_even_while_there_is_none() {
    refuses(reader(), TokenType.ID, ENCRYPTION, at.mint.idToken().compact());
    refuses(reader(), TokenType.ID, ENCRYPTION, encrypted(first));
    reader().encryptionOptional().build().verify(at.mint.idToken().compact(), TokenType.ID);
  }

  @Test
  void that_are_weak_or_of_another_kind_end_the_check_and_are_told() {
    for (TestKey odd : List.of(TestKeys.weakRsa(), TestKeys.ed25519())) {
      keys.clear();
      keys.add(privateKey(first));
      keys.add(privateKey(odd));

      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> reader().build().verify(encrypted(first), TokenType.ID))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(ENCRYPTION))
          .withMessageContaining("decryptionKeys");
    }
  }
}
