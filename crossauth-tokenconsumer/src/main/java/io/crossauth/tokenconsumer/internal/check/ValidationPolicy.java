package io.crossauth.tokenconsumer.internal.check;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer demands of all its tokens.
 *
 * @param issuer who must have made them
 * @param audiences whom they must be for, one of these
 * @param audienceClaim where access tokens say so
 * @param trustedAudiences whom ID tokens may be for beside
 * @param authorizedParties the clients whose tokens are accepted; see the checks for what empty
 *     means
 * @param skew how much clocks may differ
 * @param maxTokenAge how long ago they may have been issued, or null
 * @param strictAccessTokens whether access tokens must be as RFC 9068 says
 * @param explicitTyping whether they must say of which kind they are
 * @param bindingWithoutProof whether a bound token is accepted from those who prove nothing
 * @param dialect what they may say otherwise than the specifications have it
 */
public record ValidationPolicy(
    IssuerName issuer,
    Set<String> audiences,
    String audienceClaim,
    Set<String> trustedAudiences,
    Set<String> authorizedParties,
    Duration skew,
    @Nullable Duration maxTokenAge,
    boolean strictAccessTokens,
    boolean explicitTyping,
    boolean bindingWithoutProof,
    TokenDialect dialect) {

  /** Copies what could change. */
  public ValidationPolicy {
    audiences = Set.copyOf(audiences);
    trustedAudiences = Set.copyOf(trustedAudiences);
    authorizedParties = Set.copyOf(authorizedParties);
  }

  /** Who must have made access tokens. */
  public IssuerName accessTokenIssuer() {
    String other = dialect.accessTokenIssuer();
    return other == null ? issuer : issuer.renamed(other);
  }

  /** Whom access tokens must be for, one of these. */
  Set<String> accessTokenAudiences() {
    Set<String> all = new LinkedHashSet<>(audiences);
    all.addAll(dialect.idTokenAudiences());
    return all;
  }
}
