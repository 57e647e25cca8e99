package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The client's own keys")
class ClientKeyRingTest {

  private final FakeTime time = FakeTime.create();
  private final ClientKey first = signing("first");
  private final ClientKey second = signing("second");
  private final ClientKey third = signing("third");
  private final ClientKeyRing ring = ring(first);

  @Nested
  @DisplayName("when one is rotated")
  class Rotation {

    @Test
    void the_next_is_published_at_once_and_signs_an_hour_later() {
      ring.rotate(second);

      assertThat(published(ring)).containsExactly("first", "second");
      assertThat(signs(ring)).isEqualTo("first");
      time.advance(Duration.ofHours(1).minusMillis(1));
      assertThat(signs(ring)).isEqualTo("first");
      time.advance(Duration.ofMillis(1));
      assertThat(signs(ring)).isEqualTo("second");
    }

    @Test
    void the_one_before_stays_published_for_a_day_and_no_longer() {
      ring.rotate(second);

      time.advance(Duration.ofHours(25).minusMillis(1));
      assertThat(published(ring)).containsExactly("first", "second");
      time.advance(Duration.ofMillis(1));
      assertThat(published(ring)).containsExactly("second");
      assertThat(signs(ring)).isEqualTo("second");
    }

    @Test
    void other_times_can_be_stated() {
      ClientKeyRing other = ring.withTimes(Duration.ZERO, Duration.ofMinutes(10));
      other.rotate(second);

      assertThat(signs(other)).isEqualTo("second");
      assertThat(published(other)).containsExactly("first", "second");
      time.advance(Duration.ofMinutes(10));
      assertThat(published(other)).containsExactly("second");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.withTimes(Duration.ofSeconds(-1), Duration.ZERO));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.withTimes(Duration.ZERO, Duration.ofSeconds(-1)));
    }

    @Test
    void a_time_of_the_key_goes_before() {
      ring.rotate(second.from(time.instant().plusSeconds(60)));

      time.advance(Duration.ofMinutes(1));
      assertThat(signs(ring)).isEqualTo("second");
    }

    @Test
    void it_goes_on_and_what_is_over_is_forgotten() {
      ring.rotate(second);
      time.advance(Duration.ofDays(30));
      ring.rotate(third);

      assertThat(published(ring)).containsExactly("second", "third");
      // Its name is free again.
      ring.rotate(first.from(time.instant().plusSeconds(7200)));
      assertThat(published(ring)).containsExactly("second", "third", "first");
    }

    @Test
    void a_name_that_is_there_is_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.rotate(signing("first")))
          .withMessageContaining("first");
      assertThat(published(ring)).containsExactly("first");
    }

    @Test
    void a_copy_is_not_touched() {
      ClientKeyRing copy = ring.withPlatform(time.platform());
      ring.rotate(second);

      assertThat(published(copy)).containsExactly("first");
    }
  }

  @Test
  void a_compromised_one_is_replaced_at_once_and_never_published_again() {
    ring.rotate(second);
    ring.rotate(decrypting("opens"));

    ring.replaceCompromised(third);

    assertThat(signs(ring)).isEqualTo("third");
    assertThat(published(ring)).containsExactlyInAnyOrder("third", "opens");
    ring.replaceCompromised(decrypting("opens-2"));
    assertThat(published(ring)).containsExactlyInAnyOrder("third", "opens-2");
    assertThat(ring.decryptionKeys()).containsExactly(privateKey("opens-2"));
  }

  @Test
  void a_signer_stays_what_it_was_for_who_holds_it() {
    ClientKeyRing now = ring.withTimes(Duration.ZERO, Duration.ZERO);
    JwtSigner held = now.signer();

    now.rotate(second);

    assertThat(held.keyId()).contains("first");
    assertThat(now.signer().keyId()).contains("second");
  }

  @Nested
  @DisplayName("for decryption")
  class Decryption {

    @Test
    void are_published_one_at_a_time_and_the_one_before_still_opens() {
      ClientKeyRing keys = ring(first, decrypting("old"));
      keys.rotate(decrypting("new"));

      assertThat(published(keys)).containsExactly("first", "new");
      assertThat(keys.decryptionKeys()).containsExactly(privateKey("new"), privateKey("old"));
      time.advance(Duration.ofHours(24));
      assertThat(keys.decryptionKeys()).containsExactly(privateKey("new"));
    }

    @Test
    void that_begin_later_are_not_published_but_open_already() {
      ClientKeyRing keys = ring(decrypting("old"));
      keys.rotate(decrypting("new").from(time.instant().plusSeconds(60)));

      assertThat(published(keys)).containsExactly("old");
      assertThat(keys.decryptionKeys()).containsExactly(privateKey("old"), privateKey("new"));
    }

    @Test
    void of_another_algorithm_do_not_take_their_place() {
      TestKey ec = TestKeys.p256("ec");
      ClientKey other =
          ClientKey.forDecryption(
              (PrivateKey) ec.signingKey(), (PublicKey) ec.verificationKey(), "ECDH-ES");
      ClientKeyRing keys = ring(decrypting("old"));
      keys.rotate(other);

      assertThat(published(keys)).containsExactly("old", other.keyId());
    }

    @Test
    void never_sign() {
      assertThatIllegalStateException()
          .isThrownBy(() -> ring(decrypting("old")).signer())
          .withMessageContaining("clock");
    }
  }

  @Nested
  @DisplayName("that come from elsewhere")
  class Supplied {

    private final List<ClientKey> kept = new ArrayList<>(List.of(first));
    private final ClientKeyRing shared =
        ClientKeyRing.from(() -> kept).withPlatform(time.platform());

    @Test
    void follow_their_times_alone() {
      kept.add(second.from(time.instant().plusSeconds(600)));

      assertThat(signs(shared)).isEqualTo("first");
      assertThat(published(shared)).containsExactly("first", "second");
      time.advance(Duration.ofMinutes(10));
      assertThat(signs(shared)).isEqualTo("second");
      time.advance(Duration.ofHours(24));
      assertThat(published(shared)).containsExactly("second");
    }

    @Test
    void without_times_are_published_as_long_as_they_are_there() {
      kept.add(second);
      time.advance(Duration.ofDays(100));

      assertThat(signs(shared)).isEqualTo("second");
      assertThat(published(shared)).containsExactly("first", "second");
      kept.remove(first);
      assertThat(published(shared)).containsExactly("second");
    }

    @Test
    void are_changed_there_and_not_here() {
      assertThatIllegalStateException()
          .isThrownBy(() -> shared.rotate(second))
          .withMessageContaining("elsewhere");
      assertThatIllegalStateException().isThrownBy(() -> shared.replaceCompromised(second));
    }

    @Test
    void are_never_published_as_none() {
      kept.clear();

      assertThatIllegalArgumentException().isThrownBy(shared::jwks).withMessageContaining("none");
      assertThatIllegalArgumentException().isThrownBy(ClientKeyRing::of);
    }
  }

  @Test
  void the_document_may_be_kept_for_half_of_the_time_that_the_next_is_there_before_it_signs() {
    assertThat(ring.cacheControl()).isEqualTo("public, max-age=1800");
    assertThat(ring.withTimes(Duration.ofMinutes(10), Duration.ZERO).cacheControl())
        .isEqualTo("public, max-age=300");
    assertThat(ring.withTimes(Duration.ZERO, Duration.ZERO).cacheControl()).isEqualTo("no-cache");
    assertThat(ring.publishedAhead()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void the_document_is_read_by_others() throws Exception {
    ClientKeyRing keys = ring(first, decrypting("opens"));

    JWKSet set = JWKSet.parse(keys.jwks());

    assertThat(set.containsNonPublicKeys()).isFalse();
    assertThat(set.getKeyByKeyId("first").getKeyUse().identifier()).isEqualTo("sig");
    assertThat(set.getKeyByKeyId("first").getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(set.getKeyByKeyId("opens").getKeyUse().identifier()).isEqualTo("enc");
  }

  private ClientKeyRing ring(ClientKey... keys) {
    return ClientKeyRing.of(keys).withPlatform(time.platform());
  }

  private static String signs(ClientKeyRing ring) {
    return ring.signer().keyId().orElseThrow();
  }

  private static List<String> published(ClientKeyRing ring) {
    try {
      return JWKSet.parse(ring.jwks()).getKeys().stream().map(JWK::getKeyID).toList();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
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

  private static PrivateKey privateKey(String name) {
    return (PrivateKey) TestKeys.rsa(name).signingKey();
  }
}
