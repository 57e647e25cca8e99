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
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

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
          .platform(TIME.platform())
          .build();
  private static final TokenMint MINT =
      TokenMint.issuedBy(ISSUER).withClock(TIME).withAudience("orders-api").withKey(KEY);

  private static final OAuthResourceServer SERVER =
      OAuthResourceServer.builder(CONSUMER).realm("orders").build();

  /** RFC 6750 section 3: one line, and nothing in the quotes that ends them. */
  private static final Pattern CHALLENGE =
      Pattern.compile("Bearer [a-z_]+=\"[ !#-\\[\\]-~]*+\"(, [a-z_]+=\"[ !#-\\[\\]-~]*+\")*+");

  private Targets() {}

  /** A whole token, as it comes over the wire. */
  static boolean token(byte[] bytes) {
    return accepts(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** The value of an {@code Authorization} header. */
  static boolean authorization(byte[] bytes) {
    return passes(new String(bytes, StandardCharsets.ISO_8859_1));
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
      KeySet keys = KeySet.ofJwks(new String(bytes, StandardCharsets.UTF_8));
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

  private static boolean passes(String authorization) {
    Access access = SERVER.access(List.of(authorization), AccessRequirement.scopes("openid"));
    if (access instanceof Access.Denied denied
        && !CHALLENGE.matcher(denied.challenge().header()).matches()) {
      throw new IllegalStateException("not a challenge: " + denied.challenge());
    }
    return access instanceof Access.Granted;
  }

  private static boolean accepts(String token) {
    passes("Bearer " + token);
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
