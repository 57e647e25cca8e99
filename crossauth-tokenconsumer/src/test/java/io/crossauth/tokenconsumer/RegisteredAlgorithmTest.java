package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ALGORITHM_NOT_ALLOWED;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which algorithm signs ID and logout tokens: the program's word, else the metadata's. */
class RegisteredAlgorithmTest {

  private static final String SECRET =
      "test-secret-of-64-bytes-for-all-three-hmac-algorithms-0123456789";

  private final Checkpoint at = new Checkpoint();

  private OAuthTokenConsumerBuilder listing(String listed) {
    return at.forId()
        .configuration(
            OpenIdConfiguration.of(
                Map.of(
                    "issuer",
                    Checkpoint.ISSUER,
                    "id_token_signing_alg_values_supported",
                    List.of(listed.split(" ")))));
  }

  private String signed(TokenType type, String algorithm) {
    TokenDraft draft = type == TokenType.LOGOUT ? at.mint.logoutToken() : at.mint.idToken();
    if (algorithm.startsWith("HS")) {
      return draft.hmacWith(SECRET.getBytes(StandardCharsets.UTF_8), algorithm).compact();
    }
    TestKey key =
        Arrays.stream(Checkpoint.keys())
            .filter(one -> one.algorithm().equals(algorithm))
            .findFirst()
            .orElseThrow();
    return draft.signedWith(key).compact();
  }

  static Stream<Arguments> others() {
    return Stream.of("ES256", "PS256", "EdDSA", "ES384", "ES512")
        .flatMap(
            algorithm ->
                Stream.of(TokenType.ID, TokenType.LOGOUT)
                    .map(type -> Arguments.of(algorithm, type)));
  }

  @ParameterizedTest(name = "case A21 nothing configured: a token of kind {1} by {0} is refused")
  @MethodSource("others")
  void byAnotherAlgorithm(String algorithm, TokenType type) {
    String all = "ES256 HS256 none PS256 EdDSA RS256 ES384 ES512";
    String token = signed(type, algorithm);

    TokenRejectedException refusal = refuses(listing(all), type, ALGORITHM_NOT_ALLOWED, token);
    assertThat(refusal.expected()).contains("one of [RS256]");
    assertThat(refusal.hint().orElseThrow())
        .contains("idTokenSignedResponseAlg(\"" + algorithm + "\")");
    listing(all).build().verify(signed(type, "RS256"), type);

    // The hint works, and then no other does.
    OAuthTokenConsumerBuilder registered = listing(all).idTokenSignedResponseAlg(algorithm);
    registered.build().verify(token, type);
    refuses(registered, type, ALGORITHM_NOT_ALLOWED, signed(type, "RS256"));
  }

  @ParameterizedTest(name = "case A21 metadata lists [{0}]: an ID token by {1} passes: {2}")
  @CsvSource({
    "RS256, RS256, true",
    "ES256, ES256, true",
    "ES256 PS256, PS256, true",
    "ES256 PS256, RS256, false",
    "Ed25519, EdDSA, true",
    "EdDSA ES384, ES384, true",
    "none ES256, ES256, true",
    "HS256 ES256, ES256, true",
    "HS256, RS256, false",
    "HS256 RS256, HS256, false",
    "HS256, HS256, false",
    "none, RS256, false"
  })
  void byMetadata(String listed, String algorithm, boolean passes) {
    for (TokenType type : List.of(TokenType.ID, TokenType.LOGOUT)) {
      String token = signed(type, algorithm);
      if (passes) {
        listing(listed).build().verify(token, type);
      } else {
        refuses(listing(listed), type, ALGORITHM_NOT_ALLOWED, token);
      }
    }
  }

  @ParameterizedTest(name = "case A21 {0} cannot be the registered algorithm")
  @ValueSource(strings = {"none", "None", "RS1", "S256", "HS256", "HS512", ""})
  void neverRegistered(String algorithm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> listing("RS256").idTokenSignedResponseAlg(algorithm).build())
        .withMessageContaining("idTokenSignedResponseAlg");
  }

  @Test
  @DisplayName("case A21 the registered algorithm is about ID and logout tokens alone")
  void accessTokensAreNotMeant() {
    String byEs256 = at.mint.withKey(TestKeys.p256()).accessToken().compact();
    at.forAccess().idTokenSignedResponseAlg("RS256").build().verify(byEs256, TokenType.ACCESS);
    refuses(
        at.forAccess().algorithms("RS256").idTokenSignedResponseAlg("ES256"),
        TokenType.ACCESS,
        ALGORITHM_NOT_ALLOWED,
        byEs256);
  }

  @ParameterizedTest(name = "case A9 metadata lists [{0}], the client has {1}: {2} makes it work")
  @CsvSource({
    "RS256, ES256, algorithms",
    "RS256, ES256, registered",
    "RS256, PS256, algorithms",
    "RS256, EdDSA, registered",
    "S256, RS256, algorithms",
    "S256, RS256, registered",
    "S256, ES256, registered",
    "RS256withRSA, RS256, algorithms"
  })
  void configuredWins(String listed, String algorithm, String how) {
    String token = signed(TokenType.ID, algorithm);
    TokenRejectedException refusal =
        refuses(listing(listed), TokenType.ID, ALGORITHM_NOT_ALLOWED, token);
    assertThat(refusal.hint().orElseThrow())
        .contains("idTokenSignedResponseAlg(\"" + algorithm + "\")");

    OAuthTokenConsumerBuilder configured =
        how.equals("algorithms")
            ? listing(listed).algorithms(algorithm)
            : listing(listed).idTokenSignedResponseAlg(algorithm);
    configured.build().verify(token, TokenType.ID);
    String other = signed(TokenType.ID, algorithm.equals("ES384") ? "ES512" : "ES384");
    refuses(configured, TokenType.ID, ALGORITHM_NOT_ALLOWED, other);
  }

  static Stream<Arguments> hintsForSecrets() {
    return Stream.of("HS256", "HS384", "HS512")
        .flatMap(
            algorithm ->
                Stream.of("nothing", "algorithms", "registered")
                    .map(set -> Arguments.of(algorithm, set)));
  }

  @ParameterizedTest(
      name = "case A9 {0} with {1} configured: the hint names sharedSecret and works")
  @MethodSource("hintsForSecrets")
  void hmac(String algorithm, String set) {
    OAuthTokenConsumerBuilder usual = listing("RS256 " + algorithm);
    if (set.equals("algorithms")) {
      usual.algorithms("RS256");
    } else if (set.equals("registered")) {
      usual.idTokenSignedResponseAlg("RS256");
    }
    String token = signed(TokenType.ID, algorithm);
    TokenRejectedException refusal = refuses(usual, TokenType.ID, ALGORITHM_NOT_ALLOWED, token);
    assertThat(refusal.hint().orElseThrow())
        .contains("sharedSecret(..)")
        .contains("idTokenSignedResponseAlg(\"" + algorithm + "\")");

    usual
        .sharedSecret(Secret.of(SECRET))
        .idTokenSignedResponseAlg(algorithm)
        .build()
        .verify(token, TokenType.ID);
  }

  @Test
  @DisplayName("case A9 the hint for an access token by HS256 names sharedSecret, and works")
  void hmacForAccess() {
    String token =
        at.mint.accessToken().hmacWith(SECRET.getBytes(StandardCharsets.UTF_8)).compact();
    TokenRejectedException refusal =
        refuses(at.forAccess(), TokenType.ACCESS, ALGORITHM_NOT_ALLOWED, token);
    assertThat(refusal.hint().orElseThrow()).contains("sharedSecret(..)");
    at.forAccess().sharedSecret(Secret.of(SECRET)).build().verify(token, TokenType.ACCESS);

    refuses(
        at.forAccess().algorithms("RS256").sharedSecret(Secret.of(SECRET)),
        TokenType.ACCESS,
        ALGORITHM_NOT_ALLOWED,
        token);
    at.forAccess()
        .algorithms("RS256", "HS256")
        .sharedSecret(Secret.of(SECRET))
        .build()
        .verify(token, TokenType.ACCESS);
  }

  @Test
  @DisplayName("case A9 a given secret allows HS256 for ID tokens, whatever the metadata lists")
  void secretIsConfigured() {
    String token = signed(TokenType.ID, "HS256");
    listing("RS256").sharedSecret(Secret.of(SECRET)).build().verify(token, TokenType.ID);
    listing("RS256 HS256").sharedSecret(Secret.of(SECRET)).build().verify(token, TokenType.ID);
    // A client that is registered for RS256 takes no other.
    refuses(
        listing("RS256").sharedSecret(Secret.of(SECRET)).idTokenSignedResponseAlg("RS256"),
        TokenType.ID,
        ALGORITHM_NOT_ALLOWED,
        token);
  }

  @Test
  @DisplayName("case A21 the metadata of a discovery count, though the keys were given")
  void givenKeysAndDiscovery() {
    try (ScriptedTransport transport = new ScriptedTransport()) {
      transport.json(
          200,
          "{\"issuer\":\""
              + Checkpoint.ISSUER
              + "\",\"id_token_signing_alg_values_supported\":[\"ES256\",\"RS256\"]}");
      Discovery discovery =
          Discovery.builder(Checkpoint.ISSUER)
              .transport(transport)
              .platform(at.time.platform())
              .build();
      OAuthTokenConsumerBuilder builder = at.forId().discovery(discovery);
      builder.build().verify(signed(TokenType.ID, "RS256"), TokenType.ID);
      refuses(builder, TokenType.ID, ALGORITHM_NOT_ALLOWED, signed(TokenType.ID, "ES256"));
    }
  }

  @Test
  @DisplayName("case A9 where the program has said it, no metadata are fetched for an ID token")
  void metadataAreNotAskedFor() {
    try (ScriptedTransport transport = new ScriptedTransport()) {
      OAuthTokenConsumer consumer =
          at.forId().transport(transport).idTokenSignedResponseAlg("ES256").build();
      consumer.verify(signed(TokenType.ID, "ES256"), TokenType.ID);
      assertThat(transport.calls()).isEmpty();
    }
  }
}
