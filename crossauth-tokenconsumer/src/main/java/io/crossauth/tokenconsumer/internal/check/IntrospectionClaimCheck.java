package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Map;

/**
 * The token carries an answer about another token, and cannot pass for that one itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9701#section-5">RFC 9701 section 5</a>
 */
record IntrospectionClaimCheck() implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    Map<?, ?> answer = token.claims().object("token_introspection");
    // Section 8.1: an answer with a subject of its own could be taken for an access token.
    if (answer == null || token.claims().has("sub")) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_TYPE,
          answer == null ? "token_introspection" : "sub",
          "an answer about a token, and no sub beside it",
          answer == null ? "none" : "one",
          null);
    }
  }
}
