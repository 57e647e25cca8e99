package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * FAPI 2.0 for an API.
 *
 * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
 *     Profile section 5.3.4</a>
 */
final class Fapi2Resource {

  private static final Set<String> BINDINGS = Set.of("jkt", "x5t#S256");

  private Fapi2Resource() {}

  /**
   * Checks the settings of an API.
   *
   * @return the check of proofs, by the algorithms of the profile alone; null if there is none
   */
  static @Nullable DpopProofs checked(
      List<OAuthTokenConsumer> consumers, @Nullable DpopProofs proofs) {
    for (OAuthTokenConsumer consumer : consumers) {
      if (!consumer.fapi2()) {
        throw Fapi2Rule.API.refused(
            "consumers", "each built with fapi2()", "that of " + consumer.issuer() + " without");
      }
    }
    if (proofs == null) {
      return null;
    }
    Set<JwsAlgorithm> taken = EnumSet.noneOf(JwsAlgorithm.class);
    taken.addAll(proofs.algorithms);
    taken.retainAll(Fapi2Rule.algorithms());
    if (taken.isEmpty()) {
      throw Fapi2Rule.ALGORITHMS.refused(
          "dpop", "proofs by one of " + Fapi2Rule.algorithms(), "by " + proofs.algorithms);
    }
    return proofs.withAlgorithms(taken.stream().map(JwsAlgorithm::joseName).toArray(String[]::new));
  }

  /**
   * The token, which is bound to something. That its caller has it, the consumer has checked.
   *
   * @throws TokenRejectedException if it is bound to nothing
   */
  static VerifiedToken bound(VerifiedToken token) {
    boolean bound =
        token.claim("cnf").orElse(null) instanceof Map<?, ?> confirmation
            && BINDINGS.stream().anyMatch(member -> confirmation.get(member) instanceof String);
    if (!bound) {
      throw new TokenRejectedException(
          RejectionReason.MISSING_CLAIM,
          "cnf",
          "a token that is bound to a key or a certificate",
          "none",
          "FAPI 2.0: have the client ask for its tokens with DPoP or mutual TLS");
    }
    return token;
  }
}
