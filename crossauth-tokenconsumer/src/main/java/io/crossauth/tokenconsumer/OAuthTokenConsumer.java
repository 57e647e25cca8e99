package io.crossauth.tokenconsumer;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.tokenconsumer.jwks.KeySetHealth;
import java.util.Optional;

/**
 * Checks the tokens of one issuer for one audience. Immutable, ready when built, and safe for use
 * by many threads; build one and keep it.
 *
 * <p>{@code OAuthTokenConsumer.builder("https://id.example.com").audience("orders-api").build()}.
 */
public final class OAuthTokenConsumer implements AutoCloseable {

  private final String issuer;

  OAuthTokenConsumer(OAuthTokenConsumerBuilder builder) {
    this.issuer = builder.issuer;
  }

  /**
   * Begins a consumer.
   *
   * @param issuer the issuer, exactly as its tokens say it; {@code {tenantid}} in it stands for the
   *     tenant that the token names in {@code tid}
   */
  public static OAuthTokenConsumerBuilder builder(String issuer) {
    return new OAuthTokenConsumerBuilder(issuer);
  }

  /** The issuer, exactly as its tokens say it. */
  public String issuer() {
    return issuer;
  }

  /**
   * Checks a token.
   *
   * @param token the token alone, without {@code Bearer}
   * @param type the kind that it must be
   * @throws TokenRejectedException if it is not acceptable: answer 401
   * @throws TransportException if the keys to check it cannot be had: answer 503
   */
  public VerifiedToken verify(String token, TokenType type) {
    return verify(token, type, TokenExpectations.none());
  }

  /**
   * Checks a token that must also say what this call expects.
   *
   * @param token the token alone, without {@code Bearer}
   * @param type the kind that it must be
   * @throws TokenRejectedException if it is not acceptable: answer 401
   * @throws TransportException if the keys to check it cannot be had: answer 503
   */
  public VerifiedToken verify(String token, TokenType type, TokenExpectations expectations) {
    return new TokenVerifier().verify(token, type, expectations);
  }

  /**
   * Checks a token for those who need not know why it was refused.
   *
   * @return the token; empty if it is not acceptable, and only then
   * @throws TransportException if the keys to check it cannot be had
   */
  public Optional<VerifiedToken> tokenAuthorized(String token, TokenType type) {
    try {
      return Optional.of(verify(token, type));
    } catch (TokenRejectedException e) {
      return Optional.empty();
    }
  }

  /** How the keys are; empty if they never change. */
  public Optional<KeySetHealth> health() {
    return Optional.empty();
  }

  /** Ends the work in the background; what was handed in stays open. */
  @Override
  public void close() {}
}
