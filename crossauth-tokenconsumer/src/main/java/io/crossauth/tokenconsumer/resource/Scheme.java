package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.Map;

/**
 * A token that is bound to a key comes by the scheme {@code DPoP}, with a proof that somebody has
 * checked; every other comes by {@code Bearer}.
 *
 * @param dpop whether the request names the scheme {@code DPoP}
 * @param proved whether the program has checked a DPoP proof
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-7.1">RFC 9449 section 7.1</a>
 */
record Scheme(boolean dpop, boolean proved) {

  static Scheme of(BearerHeader.Token token, TokenExpectations proof) {
    return new Scheme(token.dpop(), proof.expectsDpopKey());
  }

  /**
   * Refuses what comes by the wrong scheme, before the token is looked at.
   *
   * @throws TokenRejectedException if a proof was checked, but the token is to pass without
   */
  void checkRequest() {
    // RFC 9449 section 7.2: as Bearer it would pass wherever nobody asks for a proof.
    if (proved && !dpop) {
      throw new TokenRejectedException(
          RejectionReason.UNSUPPORTED_SCHEME,
          "cnf.jkt",
          "the scheme DPoP, since a DPoP proof came with the token",
          "Bearer",
          "the client must send: Authorization: DPoP");
    }
  }

  /**
   * Refuses a good token that comes by the scheme {@code DPoP} and is not bound to a key.
   *
   * @throws TokenRejectedException if it is such
   */
  void check(VerifiedToken token) {
    boolean bound = token.claims().get("cnf") instanceof Map<?, ?> cnf && cnf.containsKey("jkt");
    if (dpop && !bound) {
      throw notSupported("a token that is bound to no key");
    }
  }

  /** The refusal of a token, where the reason is that nobody here checks proofs. */
  TokenRejectedException refusal(TokenRejectedException failure) {
    boolean unproved = dpop && !proved && failure.reason() == RejectionReason.WRONG_CONFIRMATION;
    return unproved ? notSupported("DPoP without a proof that was checked") : failure;
  }

  private static TokenRejectedException notSupported(String found) {
    return new TokenRejectedException(
        RejectionReason.UNSUPPORTED_SCHEME,
        "cnf.jkt",
        "a token that is bound to a key, and whose proof the program has checked",
        found,
        "let the resource server check proofs, by dpop(..) and access(ApiRequest, ..); or check the"
            + " proof, and hand its key over by withDpopKey(..)");
  }
}
