package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import java.net.URI;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-18: an API under fapi2()")
class Fapi2ResourceServerTest {

  private static final String ISSUER = "https://one.example";
  private static final TestKey KEY = TestKeys.p256("one");
  private static final X509Certificate OWN = TestCertificates.shared().authority();
  private static final TokenExpectations SHOWN = TokenExpectations.none().withCertificate(OWN);

  private static OAuthTokenConsumerBuilder consumer(TestKey key) {
    return OAuthTokenConsumer.builder(ISSUER)
        .audience(TestClients.AUDIENCE)
        .publicKeyPem(key.publicPem());
  }

  private static OAuthResourceServer server() {
    return OAuthResourceServer.builder(consumer(KEY).fapi2().build()).fapi2().build();
  }

  private static TokenDraft token(TestKey key) {
    return TokenMint.issuedBy(ISSUER).withKey(key).accessToken();
  }

  private static Map<String, String> toCertificate() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(OWN.getEncoded());
    return Map.of("x5t#S256", Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
  }

  @Test
  void takes_a_token_that_is_bound_to_the_certificate_that_is_shown() throws Exception {
    String bound = token(KEY).claim("cnf", toCertificate()).compact();

    assertThat(server().verify(bound, SHOWN).issuer()).isEqualTo(ISSUER);
    assertThat(server().access(List.of("Bearer " + bound), AccessRequirement.none(), SHOWN))
        .isInstanceOf(Access.Granted.class);
    assertThat(server().access(List.of("Bearer " + bound), AccessRequirement.none()))
        .isInstanceOf(Access.Denied.class);
  }

  @ParameterizedTest(name = "refuses a token whose cnf is {0}")
  @ValueSource(strings = {"none", "empty", "foreign", "of no text"})
  void refuses_a_token_that_is_bound_to_nothing(String what) {
    TokenDraft draft = token(KEY);
    String unbound =
        switch (what) {
          case "none" -> draft.compact();
          case "empty" -> draft.claim("cnf", Map.of()).compact();
          case "foreign" -> draft.claim("cnf", Map.of("kid", "x")).compact();
          default -> draft.claim("cnf", Map.of("jkt", 1)).compact();
        };
    OAuthResourceServer lax = OAuthResourceServer.builder(consumer(KEY).fapi2().build()).build();

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> server().verify(unbound));
    assertThat(server().access(List.of("Bearer " + unbound), AccessRequirement.none()))
        .isInstanceOfSatisfying(
            Access.Denied.class, denied -> assertThat(denied.challenge().status()).isEqualTo(401));
    if (what.equals("none")) {
      assertThat(lax.verify(unbound).issuer()).isEqualTo(ISSUER);
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> server().verify(unbound))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.MISSING_CLAIM));
    }
  }

  @Test
  void refuses_a_token_that_is_signed_by_RS256() {
    TestKey rsa = TestKeys.rsa("one");
    OAuthTokenConsumer consumer = consumer(rsa).fapi2().build();

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> consumer.verify(token(rsa).compact(), TokenType.ACCESS))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED));
  }

  @Test
  void refuses_a_consumer_without_the_switch() {
    OAuthResourceServer.Builder builder =
        OAuthResourceServer.builder(consumer(KEY).build()).fapi2();

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("FAPI 2.0 Security Profile section 5.3.4");
  }

  @Test
  void refuses_proofs_by_RS256_alone_and_takes_what_is_left_of_others() {
    OAuthTokenConsumer consumer = consumer(KEY).fapi2().build();
    DpopProofs proofs = DpopProofs.at(URI.create("https://api.example.com"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                OAuthResourceServer.builder(consumer)
                    .fapi2()
                    .dpop(proofs.withAlgorithms("RS256"))
                    .build())
        .withMessageContaining("section 5.4.1");
    OAuthResourceServer server =
        OAuthResourceServer.builder(consumer)
            .fapi2()
            .dpop(proofs.withAlgorithms("RS256", "ES256"))
            .build();
    assertThat(server.access(List.of(), AccessRequirement.none()))
        .isInstanceOfSatisfying(
            Access.Denied.class,
            denied -> assertThat(denied.challenge().header()).contains("algs=\"ES256\""));
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("no clock skew", b -> b.clockSkew(Duration.ZERO), "5.3.4"),
        setting("an unsafe option", b -> b.unsafeBindingWithoutProof(), "5.3.4"),
        setting("another issuer of access tokens", b -> b.accessTokenIssuer("x"), "5.3.4"),
        setting("another claim for the audience", b -> b.audienceClaim("client_id"), "5.3.4"),
        setting("ES384", b -> b.algorithms("ES384"), "5.4.1"),
        setting("a secret", b -> b.sharedSecret(new byte[32]), "5.4.1"));
  }

  @ParameterizedTest(name = "has no consumer with {0}: section {2}")
  @MethodSource("settings")
  void refuses(String what, UnaryOperator<OAuthTokenConsumerBuilder> change, String section) {
    OAuthTokenConsumerBuilder builder = change.apply(consumer(KEY)).fapi2();

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("FAPI 2.0 Security Profile section " + section + ": ");
    change.apply(consumer(KEY)).build().close();
  }

  private static Arguments setting(
      String what, UnaryOperator<OAuthTokenConsumerBuilder> change, String section) {
    return Arguments.of(what, change, section);
  }
}
