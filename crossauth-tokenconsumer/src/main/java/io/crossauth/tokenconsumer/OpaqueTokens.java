package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import io.crossauth.tokenconsumer.internal.check.Claims;
import io.crossauth.tokenconsumer.internal.check.Expected;
import io.crossauth.tokenconsumer.internal.check.IssuerName;
import io.crossauth.tokenconsumer.internal.check.SignedClaims;
import io.crossauth.tokenconsumer.internal.check.TokenDialect;
import io.crossauth.tokenconsumer.internal.check.TokenRules;
import io.crossauth.value.Secret;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The walk of an access token that is not a JWT. */
final class OpaqueTokens {

  /** Where nothing is not the same as absent: whether the token is good, and bound to a key. */
  private static final Set<String> STRICT = Set.of("active", "cnf");

  private final OpaqueTokenCheck check;
  private final TokenLexer lexer;
  private final TokenRules rules;
  private final @Nullable String issuer;
  private final Clock clock;
  private final TokenDialect dialect;

  private OpaqueTokens(OpaqueTokenCheck check, TokenLexer lexer, ConsumerConfig config) {
    IssuerName name = config.policy().accessTokenIssuer();
    this.check = check;
    this.lexer = lexer;
    this.rules = TokenRules.forOpaqueTokens(config.policy(), config.opaqueTokensWithoutAudience());
    // The answers of a template's tenants must say whose tokens they are.
    this.issuer = name.mayBe(name.toString()) ? name.toString() : null;
    this.clock = config.platform().clock();
    this.dialect = config.policy().dialect();
  }

  /** The way of such tokens; null if they are not accepted. */
  static @Nullable OpaqueTokens of(ConsumerConfig config, TokenLexer lexer) {
    OpaqueTokenCheck check = config.opaqueTokens();
    return check == null ? null : new OpaqueTokens(check, lexer, config);
  }

  VerifiedToken verify(String text, Expected expected) {
    lexer.checkLength(text);
    // RFC 6750 section 2.1: b64token
    if (!text.chars().allMatch(OpaqueTokens::mayBeInToken)) {
      throw new TokenRejectedException(
          RejectionReason.MALFORMED,
          null,
          "letters, digits and -._~+/=",
          "another character",
          null);
    }
    Secret token = Secret.of(text);
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    check
        .claimsOf(token)
        .forEach(
            (name, value) -> {
              if (!saysNothing(value) || STRICT.contains(name)) {
                said.put(name, value);
              }
            });
    if (issuer != null && !said.containsKey("iss")) {
      said.put("iss", issuer);
    }
    Claims claims = dialect.claims(said, TokenType.ACCESS.kind());
    rules.check(new SignedClaims(claims, null, null, null, clock.instant()), expected);
    return new VerifiedToken(TokenType.ACCESS, claims, "opaque", null, token);
  }

  /** Hydra and others write out what they have not got. */
  private static boolean saysNothing(@Nullable Object value) {
    return value == null || (value instanceof Collection<?> items && items.isEmpty());
  }

  private static boolean mayBeInToken(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "-._~+/=".indexOf(c) >= 0);
  }
}
