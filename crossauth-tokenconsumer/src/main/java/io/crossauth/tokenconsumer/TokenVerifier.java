package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.HeaderCache;
import io.crossauth.tokenconsumer.internal.JoseHeader;
import io.crossauth.tokenconsumer.internal.JweOpener;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.RepeatedIssuer;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import io.crossauth.tokenconsumer.internal.check.Claims;
import io.crossauth.tokenconsumer.internal.check.Expected;
import io.crossauth.tokenconsumer.internal.check.SignedClaims;
import io.crossauth.tokenconsumer.internal.check.TokenDialect;
import io.crossauth.tokenconsumer.internal.check.TokenRules;
import io.crossauth.tokenconsumer.internal.check.ValidationPolicy;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import io.crossauth.value.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The walk of a JWT through all checks: form, header, algorithm, key, signature, claims. What costs
 * little and trusts nothing comes first.
 */
final class TokenVerifier {

  private final TokenLexer lexer;
  private final HeaderCache headers = new HeaderCache();
  private final JweOpener opener;
  private final boolean mustBeEncrypted;
  private final ResponseEnvelope responses;
  private final SignatureCheck signatures;

  /** By type; made when the first token of it comes, since few programs meet all. */
  private final Map<TokenType, TokenRules> rules = new ConcurrentHashMap<>();

  private final ValidationPolicy policy;
  private final Clock clock;
  private final TokenDialect dialect;
  private final @Nullable VerifiedTokenCache known;

  private TokenVerifier(
      ConsumerConfig config,
      TokenLexer lexer,
      ResponseEnvelope responses,
      SignatureCheck signatures) {
    this.lexer = lexer;
    this.opener = config.decryptionKeys().opener();
    this.responses = responses;
    this.mustBeEncrypted = opener.able() && !config.encryptionOptional();
    this.signatures = signatures;
    this.clock = config.platform().clock();
    this.dialect = config.policy().dialect();
    this.known =
        config.verifiedTokens() == 0
            ? null
            : new VerifiedTokenCache(config.verifiedTokens(), config.policy().skew());
    this.policy = config.policy();
  }

  static TokenVerifier of(ConsumerConfig config, TokenLexer lexer, KeySources sources) {
    SignatureCheck signatures =
        new SignatureCheck(
            sources.algorithms(),
            sources.idTokenAlgorithms(),
            config.responses().algorithm(),
            sources.publicKeys(),
            sources.secrets(),
            config.jdkCryptoOnly());
    ResponseEnvelope responses = new ResponseEnvelope(config.responses(), sources.hasSecret());
    return new TokenVerifier(config, lexer, responses, signatures);
  }

  VerifiedToken verify(String text, TokenType type, Expected expected) {
    VerifiedTokenCache memory = memory(expected);
    VerifiedTokenCache.Entry before = memory == null ? null : memory.find(text, type);
    return before == null || !signatures.keysAre(before.keys(), before.header())
        ? verifyWholly(text, type, expected, memory)
        : verifyAgain(before, type, expected);
  }

  /**
   * What remembers such a token: nothing remembers one that has just been fetched. It comes once,
   * and for it the keys are asked for within its own time only.
   */
  private @Nullable VerifiedTokenCache memory(Expected expected) {
    return expected.get(Expected.FETCHED) == null ? known : null;
  }

  private VerifiedToken verifyWholly(
      String text, TokenType type, Expected expected, @Nullable VerifiedTokenCache memory) {
    CompactToken token = signedToken(text, type);
    JoseHeader header = headers.read(token);
    TokenRules rulesOfType = rules(type);
    rulesOfType.checkHeader(header.typ());
    JwsAlgorithm algorithm = signatures.algorithm(header, type);
    // Asked before the keys are used: keys that come in between are not those it was checked with.
    Object keys = memory == null ? null : signatures.keys(header);
    VerificationKey key =
        signatures.keyOf(token, header, algorithm, expected.get(Expected.FETCHED));
    headers.remember(token, header);
    // From here on the issuer has said it.
    SignedClaims candidate =
        new SignedClaims(
            claims(token, type),
            header.typ(),
            algorithm,
            key.issuer().orElse(null),
            clock.instant());
    rulesOfType.check(candidate, expected);
    VerifiedToken verified =
        new VerifiedToken(type, candidate.claims(), header.alg(), header.kid(), Secret.of(text));
    if (memory != null && keys != null) {
      memory.remember(text, verified, header, candidate, keys);
    }
    return verified;
  }

  /** The signature is known to be good; all else may have changed. */
  private VerifiedToken verifyAgain(
      VerifiedTokenCache.Entry before, TokenType type, Expected expected) {
    long now = clock.millis();
    boolean nothingMore = expected == Expected.nothing();
    if (nothingMore && before.passed(now)) {
      return before.verified();
    }
    signatures.algorithm(before.header(), type);
    rules(type).check(before.at(Instant.ofEpochMilli(now)), expected);
    if (nothingMore) {
      before.pass(now);
    }
    return before.verified();
  }

  private TokenRules rules(TokenType type) {
    TokenRules made = rules.get(type);
    return made == null
        ? rules.computeIfAbsent(type, it -> TokenRules.of(it.kind(), policy))
        : made;
  }

  /** OpenID Connect Core section 3.1.3.7 step 1: what should be encrypted is, and is opened. */
  private CompactToken signedToken(String text, TokenType type) {
    CompactToken token = lexer.read(text);
    boolean response = type == TokenType.AUTHORIZATION_RESPONSE;
    if (!token.encrypted()) {
      if (response) {
        responses.requirePlain();
      } else if (mustBeEncrypted && !type.answer()) {
        throw new TokenRejectedException(
            RejectionReason.ENCRYPTION,
            null,
            "an encrypted token",
            "one that is only signed",
            "encryptionOptional() accepts both");
      }
      return token;
    }
    JoseHeader header = headers.read(token);
    CompactToken inner =
        lexer.read(response ? responses.open(text, header) : opener.open(text, header));
    if (inner.encrypted()) {
      throw new TokenRejectedException(
          RejectionReason.ENCRYPTION, null, "a signed token inside", "an encrypted one", null);
    }
    return inner;
  }

  private Claims claims(CompactToken token, TokenType type) {
    try {
      byte[] payload =
          type == TokenType.AUTHORIZATION_RESPONSE
              ? RepeatedIssuer.once(token.payload())
              : token.payload();
      return dialect.claims(Json.lazyObject(payload), type.kind());
    } catch (JsonException e) {
      throw new TokenRejectedException(
          RejectionReason.MALFORMED, "payload", null, e.getMessage(), null);
    }
  }
}
