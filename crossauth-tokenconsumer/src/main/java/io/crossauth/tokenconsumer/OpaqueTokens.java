package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import io.crossauth.tokenconsumer.internal.check.Claims;
import io.crossauth.tokenconsumer.internal.check.Expected;
import io.crossauth.tokenconsumer.internal.check.SignedClaims;
import io.crossauth.tokenconsumer.internal.check.TokenRules;
import io.crossauth.value.Secret;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The walk of an access token that is not a JWT. */
final class OpaqueTokens {

  private final OpaqueTokenCheck check;
  private final TokenLexer lexer;
  private final TokenRules rules;
  private final @Nullable String issuer;
  private final Clock clock;

  /**
   * Creates the walk.
   *
   * @param issuer whose tokens they are, if the answers need not say so; null for a template
   */
  OpaqueTokens(
      OpaqueTokenCheck check,
      TokenLexer lexer,
      TokenRules rules,
      @Nullable String issuer,
      Clock clock) {
    this.check = check;
    this.lexer = lexer;
    this.rules = rules;
    this.issuer = issuer;
    this.clock = clock;
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
    Map<String, @Nullable Object> said = new LinkedHashMap<>(check.claimsOf(token));
    // An issuer of null is not the same as none.
    if (issuer != null && !said.containsKey("iss")) {
      said.put("iss", issuer);
    }
    Claims claims = new Claims(said);
    rules.check(new SignedClaims(claims, null, null, null, clock.instant()), expected);
    return new VerifiedToken(TokenType.ACCESS, claims, "opaque", null, token);
  }

  private static boolean mayBeInToken(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "-._~+/=".indexOf(c) >= 0);
  }
}
