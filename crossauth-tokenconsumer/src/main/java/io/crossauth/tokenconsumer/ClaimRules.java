package io.crossauth.tokenconsumer;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.List;

/** The rules of the program's own. Immutable. */
final class ClaimRules {

  private final ClaimRule[] rules;

  ClaimRules(List<ClaimRule> rules) {
    this.rules = rules.toArray(ClaimRule[]::new);
  }

  /**
   * Asks them in their order; the first refusal counts.
   *
   * @throws TokenRejectedException if one finds the token invalid
   * @throws InsufficientPrivilegesException if one forbids what it is used for
   */
  void check(VerifiedToken token) {
    if (token.type() != TokenType.ACCESS) {
      return;
    }
    for (ClaimRule rule : rules) {
      ClaimRule.Verdict verdict = rule.check(token);
      String reason = verdict.reason();
      if (reason != null) {
        if (verdict.forbids()) {
          throw InsufficientPrivilegesException.byRule(reason);
        }
        throw new TokenRejectedException(RejectionReason.REFUSED_BY_RULE, null, null, null, reason);
      }
    }
  }
}
