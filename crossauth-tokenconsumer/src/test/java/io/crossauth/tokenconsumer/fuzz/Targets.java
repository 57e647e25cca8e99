package io.crossauth.tokenconsumer.fuzz;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.jwks.StaticKeySet;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;

/**
 * What is given to a reader, and what may come of it: an answer, or the refusal that belongs to it.
 * Any other exception is a fault, and so is an answer that must not be. Used by the corpus in every
 * build, and by Jazzer on demand.
 */
final class Targets {

  /** The secret of the tokens in the corpus; it is no secret. */
  private static final String SECRET = "the secret of the corpus, thirty-two bytes and a few more";

  private static final String ISSUER = "https://id.example.com";
  private static final FakeTime TIME = FakeTime.create();
  private static final TestKey KEY =
      TestKeys.hmac(SECRET.getBytes(StandardCharsets.UTF_8)).withKid("corpus");
  private static final OAuthTokenConsumer CONSUMER =
      OAuthTokenConsumer.builder(ISSUER)
          .audience("orders-api")
          .sharedSecret(Secret.of(SECRET))
          .world(TIME.world())
          .build();
  private static final TokenMint MINT =
      TokenMint.issuedBy(ISSUER).withClock(TIME).withAudience("orders-api").withKey(KEY);

  private Targets() {}

  /** A whole token, as it comes over the wire. */
  static boolean token(byte[] bytes) {
    return accepts(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** A header that is signed as it stands. */
  static boolean header(byte[] bytes) {
    String header = new String(bytes, StandardCharsets.UTF_8);
    return accepts(MINT.accessToken().rawHeader(header).compact());
  }

  /** Claims that are signed as they stand. */
  static boolean payload(byte[] bytes) {
    return accepts(MINT.empty().rawPayload(bytes).compact());
  }

  /** A JWK set. */
  static boolean jwks(byte[] bytes) {
    try {
      StaticKeySet keys = StaticKeySet.ofJwks(new String(bytes, StandardCharsets.UTF_8));
      return !keys.toString().isEmpty();
    } catch (IllegalArgumentException e) {
      if (String.valueOf(e.getMessage()).startsWith("jwks: ")) {
        return false;
      }
      throw e;
    }
  }

  /** A provider's metadata. */
  static boolean metadata(byte[] bytes) {
    try {
      OpenIdConfiguration metadata =
          OpenIdConfiguration.parse(new String(bytes, StandardCharsets.UTF_8));
      return metadata.issuer().isPresent()
          && metadata.tokenEndpoint().isPresent()
          && metadata.jwksUri().isPresent();
    } catch (InvalidResponseException e) {
      return false;
    }
  }

  private static boolean accepts(String token) {
    VerifiedToken verified;
    try {
      verified = CONSUMER.verify(token, TokenType.ACCESS);
    } catch (TokenRejectedException e) {
      return false;
    }
    if (!ISSUER.equals(verified.claims().get("iss")) || !verified.claims().containsKey("exp")) {
      throw new IllegalStateException("accepted without issuer or end: " + verified.claims());
    }
    return true;
  }
}
