package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import io.crossauth.tokenconsumer.internal.check.IssuerHints;
import java.util.List;
import java.util.Objects;

/**
 * Whose checks a token has to pass. What it says of its issuer chooses and proves nothing: the
 * consumer that is chosen checks all of it, the issuer too.
 */
final class ConsumerChoice {

  private final List<OAuthTokenConsumer> consumers;
  private final ByIssuer byIssuer;
  private final TokenLexer lexer =
      new TokenLexer(4 * OAuthTokenConsumerBuilder.DEFAULT_MAX_TOKEN_LENGTH);

  ConsumerChoice(List<OAuthTokenConsumer> consumers) {
    this.consumers = List.copyOf(consumers);
    this.byIssuer = new ByIssuer(this.consumers);
  }

  /**
   * The consumers to ask, in this order; at least one.
   *
   * @throws TokenRejectedException if nobody here knows the issuer, or the token has no form
   */
  List<OAuthTokenConsumer> of(String token) {
    if (consumers.size() == 1) {
      return consumers;
    }
    if (!TokenLexer.looksCompact(token)) {
      List<OAuthTokenConsumer> able =
          consumers.stream().filter(OAuthTokenConsumer::acceptsOpaqueTokens).toList();
      // Without any, the first one says what is wrong with the form.
      return able.isEmpty() ? consumers.subList(0, 1) : able;
    }
    CompactToken compact = lexer.read(token);
    if (compact.encrypted()) {
      // Its issuer is inside: only the one with the key can read it, the others refuse.
      return consumers;
    }
    String written = IssuerText.find(compact.payload());
    List<OAuthTokenConsumer> likely = written == null ? List.of() : byIssuer.find(written);
    return likely.isEmpty() ? read(compact) : likely;
  }

  private List<OAuthTokenConsumer> read(CompactToken token) {
    String issuer = issuer(token);
    List<OAuthTokenConsumer> found = byIssuer.find(issuer);
    if (found.isEmpty()) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER,
          "iss",
          "one of " + consumers.stream().map(OAuthTokenConsumer::issuer).toList(),
          issuer,
          consumers.stream()
              .map(consumer -> IssuerHints.ofVersions(consumer.issuer(), issuer))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null));
    }
    return found;
  }

  private static String issuer(CompactToken token) {
    try {
      Object issuer = Json.lazyObject(token.payload()).get("iss");
      if (issuer instanceof String text) {
        return text;
      }
      RejectionReason reason =
          issuer == null ? RejectionReason.MISSING_CLAIM : RejectionReason.WRONG_CLAIM_TYPE;
      throw new TokenRejectedException(reason, "iss", "a string", Json.kind(issuer), null);
    } catch (JsonException e) {
      throw new TokenRejectedException(
          RejectionReason.MALFORMED, "payload", null, e.getMessage(), null);
    }
  }
}
