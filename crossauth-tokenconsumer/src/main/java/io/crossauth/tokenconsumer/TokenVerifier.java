package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.check.Candidate;
import io.crossauth.tokenconsumer.check.Claims;
import io.crossauth.tokenconsumer.check.Expected;
import io.crossauth.tokenconsumer.check.TokenRules;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.HeaderMemory;
import io.crossauth.tokenconsumer.internal.JoseHeader;
import io.crossauth.tokenconsumer.internal.JweOpener;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import io.crossauth.value.Secret;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * The walk of a JWT through all checks: form, header, algorithm, key, signature, claims. What costs
 * little and trusts nothing comes first.
 */
final class TokenVerifier {

  /** Whether these are encrypted is agreed upon apart from the tokens. */
  private static final Set<TokenType> ANSWERS = Set.of(TokenType.USERINFO, TokenType.INTROSPECTION);

  private final TokenLexer lexer;
  private final HeaderMemory headers = new HeaderMemory();
  private final JweOpener opener;
  private final boolean mustBeEncrypted;
  private final SignatureCheck signatures;
  private final Map<TokenType, TokenRules> rules;
  private final Clock clock;

  TokenVerifier(
      TokenLexer lexer,
      JweOpener opener,
      boolean mustBeEncrypted,
      SignatureCheck signatures,
      Map<TokenType, TokenRules> rules,
      Clock clock) {
    this.lexer = lexer;
    this.opener = opener;
    this.mustBeEncrypted = mustBeEncrypted;
    this.signatures = signatures;
    this.rules = rules;
    this.clock = clock;
  }

  VerifiedToken verify(String text, TokenType type, Expected expected) {
    CompactToken token = signedToken(text, type);
    JoseHeader header = headers.read(token);
    TokenRules rulesOfType = rules.get(type);
    if (rulesOfType == null) {
      throw new IllegalArgumentException("type: found no rules for " + type);
    }
    rulesOfType.checkHeader(header.typ());
    JwsAlgorithm algorithm = signatures.algorithm(header, type);
    VerificationKey key = signatures.keyOf(token, header, algorithm);
    headers.remember(token, header);
    // From here on the issuer has said it.
    Claims claims = claims(token);
    rulesOfType.check(
        new Candidate(claims, header.typ(), algorithm, key.issuer().orElse(null), clock.instant()),
        expected);
    return new VerifiedToken(type, claims, header.alg(), header.kid(), Secret.of(text));
  }

  /** OpenID Connect Core section 3.1.3.7 step 1: what should be encrypted is, and is opened. */
  private CompactToken signedToken(String text, TokenType type) {
    CompactToken token = lexer.read(text);
    if (!token.encrypted()) {
      if (mustBeEncrypted && !ANSWERS.contains(type)) {
        throw new TokenRejectedException(
            RejectionReason.ENCRYPTION,
            null,
            "an encrypted token",
            "one that is only signed",
            "encryptionOptional() accepts both");
      }
      return token;
    }
    CompactToken inner = lexer.read(opener.open(text, headers.read(token)));
    if (inner.encrypted()) {
      throw new TokenRejectedException(
          RejectionReason.ENCRYPTION, null, "a signed token inside", "an encrypted one", null);
    }
    return inner;
  }

  private static Claims claims(CompactToken token) {
    try {
      return new Claims(Json.object(token.payload()));
    } catch (JsonException e) {
      throw new TokenRejectedException(
          RejectionReason.MALFORMED, "payload", null, e.getMessage(), null);
    }
  }
}
