package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.value.Secret;

/**
 * The token belongs to the access token, code or state that it came with.
 *
 * @param claim where its hash is: {@code at_hash}, {@code c_hash} or {@code s_hash}
 * @param companion what it came with
 * @param required whether it must be there when all of it came through the browser
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowTokenValidation">
 *     OpenID Connect Core section 3.1.3.8</a>
 */
record HashCheck(String claim, Expected.Key<Secret> companion, boolean required)
    implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    String found = token.claims().string(claim);
    Secret value = expected.get(companion);
    JwsAlgorithm algorithm = token.algorithm();
    if (value == null || algorithm == null) {
      return;
    }
    if (found == null) {
      // Sections 3.2.2.10, 3.3.2.11: required where all of it came through the browser.
      if (required && expected.get(Expected.FRONT_CHANNEL) != null) {
        throw Claims.missing(claim);
      }
      return;
    }
    // Section 3.1.3.6: the left half of the hash that the token's algorithm uses.
    if (!Hashes.same(Hashes.leftHalf(algorithm.hashName(), value.reveal()), found)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_HASH,
          claim,
          "the hash of the " + companion.name() + " it came with",
          "a different value",
          null);
    }
  }
}
