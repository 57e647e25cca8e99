package io.crossauth.tokenconsumer;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told to try, where FAPI 2.0 is demanded: nothing that {@link Fapi2Rules} then refuses.
 * The checks themselves do not know of the profile.
 */
final class Fapi2Advice {

  private static final String NOTHING =
      "no setting accepts it under FAPI 2.0: the issuer, or the client's registration there, must"
          + " change";

  /** The settings that a hint may name and the profile refuses. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "\\b(?:accessTokenIssuer|audienceClaim|clientClaims|furtherAudiencesIfAuthorizedParty"
              + "|neutralTypes|nullClaims|numericSubjects|sharedSecrets?|unsafe\\w+"
              + "|withoutRequiredNonce)\\(");

  private Fapi2Advice() {}

  /** The same refusal with advice that can be followed. */
  static TokenRejectedException of(TokenRejectedException refusal) {
    String hint = refusal.hint().orElse("");
    boolean algorithm = isOfAnotherAlgorithm(refusal);
    if (!REFUSED.matcher(hint).find() && !algorithm) {
      return refusal;
    }
    String allowed =
        Stream.of(hint.split("; ", -1))
            .filter(clause -> !algorithm && !REFUSED.matcher(clause).find())
            .collect(Collectors.joining("; "));
    TokenRejectedException told =
        new TokenRejectedException(
            refusal.reason(),
            refusal.claim().orElse(null),
            refusal.expected().orElse(null),
            refusal.found().orElse(null),
            allowed.isEmpty() ? NOTHING : allowed);
    told.setStackTrace(refusal.getStackTrace());
    return told;
  }

  /** Hints name the setting that would take the algorithm that was found. */
  private static boolean isOfAnotherAlgorithm(TokenRejectedException refusal) {
    return refusal.hint().isPresent()
        && refusal.claim().filter("alg"::equals).isPresent()
        && refusal.found().filter(found -> !Fapi2Rule.takes(found)).isPresent();
  }
}
