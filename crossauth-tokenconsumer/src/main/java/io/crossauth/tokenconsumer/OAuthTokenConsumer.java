package io.crossauth.tokenconsumer;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.tokenconsumer.internal.CryptoProvider;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import io.crossauth.tokenconsumer.internal.check.IssuerName;
import io.crossauth.tokenconsumer.internal.check.ValidationPolicy;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetHealth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks the tokens of one issuer for one audience. Immutable, ready when built, and safe for use
 * by many threads; build one and keep it.
 *
 * <pre>{@code
 * OAuthTokenConsumer consumer =
 *     OAuthTokenConsumer.builder("https://id.example.com/realms/shop")
 *         .audience("orders-api")
 *         .build();
 *
 * VerifiedToken token = consumer.verify(bearer, TokenType.ACCESS);
 * String user = token.requireScope("orders:read").requireSubject();
 * }</pre>
 *
 * <p>By task:
 *
 * <ul>
 *   <li>an API that answers requests, with challenges: {@link
 *       io.crossauth.tokenconsumer.resource.OAuthResourceServer}; a whole program: {@code
 *       docs/tasks/check-tokens.md}
 *   <li>several issuers or tenants: one consumer for each, or {@link
 *       OAuthTokenConsumerBuilder#tenants}; {@code docs/tasks/several-tenants.md}
 *   <li>clocks that differ: {@link OAuthTokenConsumerBuilder#clockSkew}, 30 seconds by default
 *   <li>a rule of one's own: {@link OAuthTokenConsumerBuilder#accessTokenRule}
 *   <li>tokens that are no JWTs: {@link OAuthTokenConsumerBuilder#opaqueTokens}
 *   <li>servers that make tokens their own way: {@code docs/tokens.md}
 *   <li>how the keys are: {@link #health}
 * </ul>
 *
 * <p>Nothing is fetched before the first token comes, so a program starts while its provider is
 * down.
 */
public final class OAuthTokenConsumer implements AutoCloseable {

  private final IssuerName issuer;
  private final IssuerName accessTokenIssuer;
  private final Object keySource;
  private final TokenVerifier verifier;
  private final @Nullable OpaqueTokens opaqueTokens;
  private final TokenStateCheck state;
  private final ClaimRules rules;
  private final KeySet keys;
  private final List<Runnable> closing;
  private final String cryptoProvider;
  private final boolean fapi2;

  OAuthTokenConsumer(ConsumerConfig config, KeySources sources) {
    ValidationPolicy policy = config.policy();
    TokenLexer lexer = new TokenLexer(config.maxTokenLength());
    this.issuer = policy.issuer();
    this.accessTokenIssuer = policy.accessTokenIssuer();
    this.keySource = sources.source();
    this.keys = sources.publicKeys();
    this.closing = List.copyOf(sources.closing());
    this.verifier = TokenVerifier.of(config, lexer, sources);
    this.fapi2 = config.fapi2();
    this.cryptoProvider =
        (config.jdkCryptoOnly() ? CryptoProvider.jdk() : CryptoProvider.found()).name();
    this.opaqueTokens = OpaqueTokens.of(config, lexer);
    this.state =
        new TokenStateCheck(
            config.keyStorage(),
            config.oneTimeStore(),
            config.replays(),
            policy.skew(),
            config.platform());
    this.rules = new ClaimRules(config.accessTokenRules());
  }

  /**
   * Begins a consumer.
   *
   * @param issuer the issuer, exactly as its tokens say it; {@code {tenantid}} in it stands for the
   *     tenant that the token names in {@code tid}
   * @return a builder, which needs an audience
   */
  public static OAuthTokenConsumerBuilder builder(String issuer) {
    return new OAuthTokenConsumerBuilder(issuer);
  }

  /** {@return the issuer, exactly as its tokens say it} */
  public String issuer() {
    return issuer.toString();
  }

  /**
   * Checks a token.
   *
   * @param token the token alone, without {@code Bearer}
   * @param type the kind that it must be
   * @return the token, which has passed every check
   * @throws TokenRejectedException if it is not acceptable: answer 401
   * @throws InsufficientPrivilegesException if a {@link ClaimRule} forbids its use: answer 403
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
   * @param expectations what this call expects; {@link TokenExpectations#none()} for nothing
   * @return the token, which has passed every check
   * @throws TokenRejectedException if it is not acceptable: answer 401
   * @throws InsufficientPrivilegesException if a {@link ClaimRule} forbids its use: answer 403
   * @throws TransportException if the keys to check it cannot be had: answer 503
   */
  public VerifiedToken verify(String token, TokenType type, TokenExpectations expectations) {
    VerifiedToken verified = verified(token, type, expectations);
    state.check(verified);
    return verified;
  }

  /**
   * Checks a token that is accepted once, does what it says, and only then remembers it: if that
   * fails, the same token may come again. It may be done twice when one token comes twice, so it is
   * something that does not mind.
   *
   * @param token the token alone, without {@code Bearer}
   * @param type the kind that it must be
   * @param action what the token says; whatever it throws comes out, and the token is not used up
   * @return the token, which has passed every check
   * @throws TokenRejectedException if it is not acceptable, and nothing was done; or {@code
   *     token.replayed} if it came before, and it was done again
   * @throws InsufficientPrivilegesException if a {@link ClaimRule} forbids its use: answer 403
   * @throws TransportException if the keys to check it cannot be had: answer 503
   */
  public VerifiedToken verifyThen(String token, TokenType type, Consumer<VerifiedToken> action) {
    VerifiedToken verified = verified(token, type, TokenExpectations.none());
    action.accept(verified);
    state.check(verified);
    return verified;
  }

  private VerifiedToken verified(String token, TokenType type, TokenExpectations expectations) {
    try {
      return checked(token, type, expectations);
    } catch (TokenRejectedException e) {
      throw fapi2 ? Fapi2Advice.of(e) : e;
    }
  }

  private VerifiedToken checked(String token, TokenType type, TokenExpectations expectations) {
    OpaqueTokens opaque = opaqueTokens;
    VerifiedToken verified;
    if (opaque != null && type == TokenType.ACCESS && !TokenLexer.looksCompact(token)) {
      verified = opaque.verify(token, expectations.expected());
    } else {
      verified = verifier.verify(token, type, expectations.expected());
    }
    rules.check(verified);
    return verified;
  }

  /**
   * Checks a token for those who need not know why it was refused.
   *
   * @param token the token alone, without {@code Bearer}
   * @param type the kind that it must be
   * @return the token; empty if it is not acceptable, and only then
   * @throws TransportException if the keys to check it cannot be had
   */
  public Optional<VerifiedToken> tokenAuthorized(String token, TokenType type) {
    try {
      return Optional.of(verify(token, type));
    } catch (TokenRejectedException | InsufficientPrivilegesException e) {
      return Optional.empty();
    }
  }

  /** {@return how the keys are; empty if they never change} */
  public Optional<KeySetHealth> health() {
    return keys.health().map(health -> health.withCryptoProvider(cryptoProvider));
  }

  /**
   * {@return who does the arithmetic of signatures: {@code JDK}, or the name and version of the
   * native provider that was found} HMAC, and what that provider cannot do, is always the JDK's.
   */
  public String cryptoProvider() {
    return cryptoProvider;
  }

  /**
   * {@return whether tokens of this issuer are for this consumer to check} Says nothing about any
   * token.
   *
   * @param name what a token says that its issuer is
   */
  public boolean expectsIssuer(String name) {
    return issuer.mayBe(name) || accessTokenIssuer.mayBe(name);
  }

  /**
   * {@return the names that {@link #expectsIssuer} takes: the issuer, and that of its access tokens
   * where it is another} {@code {tenantid}} in one stands for any tenant.
   */
  public Set<String> expectedIssuers() {
    return issuer.equals(accessTokenIssuer)
        ? Set.of(issuer.toString())
        : Set.of(issuer.toString(), accessTokenIssuer.toString());
  }

  /**
   * {@return whether both take access tokens of one issuer, but by different keys} Where one of
   * them was built with {@link OAuthTokenConsumerBuilder#accessTokenIssuer}, the keys of the one
   * server would then be good for the tokens of the other.
   *
   * @param other another consumer
   */
  public boolean contradicts(OAuthTokenConsumer other) {
    boolean renamed =
        !accessTokenIssuer.equals(issuer) || !other.accessTokenIssuer.equals(other.issuer);
    return renamed
        && accessTokenIssuer.overlaps(other.accessTokenIssuer)
        && !keySource.equals(other.keySource);
  }

  /** {@return whether it was built with {@link OAuthTokenConsumerBuilder#fapi2}} */
  public boolean fapi2() {
    return fapi2;
  }

  /** {@return whether access tokens that are not JWTs are looked up} */
  public boolean acceptsOpaqueTokens() {
    return opaqueTokens != null;
  }

  /** Ends the work in the background; what was handed in stays open. */
  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
