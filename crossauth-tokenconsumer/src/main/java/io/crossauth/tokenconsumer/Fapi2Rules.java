package io.crossauth.tokenconsumer;

import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.check.TokenDialect;
import java.time.Duration;
import java.util.TreeSet;

/**
 * FAPI 2.0 for a consumer of tokens: what it forbids is refused, and what was not said is as it
 * demands.
 */
final class Fapi2Rules {

  private static final Duration LEAST_SKEW = Duration.ofSeconds(10);
  private static final Duration MOST_SKEW = Duration.ofSeconds(60);

  private Fapi2Rules() {}

  /** Does nothing where the switch is not set. */
  static void apply(OAuthTokenConsumerBuilder said) {
    if (!said.fapi2) {
      return;
    }
    refuse("unsafeIdTokensAsAccessTokens", !said.dialect.idTokenAudiences().isEmpty());
    refuse("unsafeBindingWithoutProof", said.bindingWithoutProof);
    refuse("unsafeOpaqueTokensWithoutAudience", said.opaqueTokensWithoutAudience);
    checkDialect(said);
    checkSkew(said.clockSkew);
    checkAlgorithms(said);
    if (said.algorithms.isEmpty()) {
      Fapi2Rule.algorithms().forEach(algorithm -> said.algorithms.add(algorithm.joseName()));
    }
    said.responses = said.responses.underFapi2();
  }

  private static void refuse(String setting, boolean set) {
    if (set) {
      throw Fapi2Rule.API.refused(setting, "it left out", "it set");
    }
  }

  private static void checkDialect(OAuthTokenConsumerBuilder said) {
    if (!said.dialect.equals(TokenDialect.standard())) {
      throw Fapi2Rule.API.refused(
          "accessTokenIssuer, clientClaims, furtherAudiencesIfAuthorizedParty, neutralTypes,"
              + " nullClaims, numericSubjects",
          "tokens as the specifications have them",
          "a dialect");
    }
    if (!said.audienceClaim.equals("aud")) {
      throw Fapi2Rule.API.refused("audienceClaim", "aud", said.audienceClaim);
    }
  }

  /** Times up to 10 s ahead must be taken, times more than 60 s ahead must not. */
  private static void checkSkew(Duration skew) {
    if (skew.compareTo(LEAST_SKEW) < 0 || skew.compareTo(MOST_SKEW) > 0) {
      throw Fapi2Rule.CLOCKS.refused("clockSkew", "10 to 60 seconds", skew.toString());
    }
  }

  private static void checkAlgorithms(OAuthTokenConsumerBuilder said) {
    if (said.sharedSecrets.any()) {
      throw Fapi2Rule.ALGORITHMS.refused(
          "sharedSecret", "keys of the issuer alone", "a secret that both sides have");
    }
    for (JwsAlgorithm algorithm : new TreeSet<>(JwsAlgorithm.all(said.algorithms))) {
      require("algorithms", algorithm.joseName());
    }
    String registered = said.idTokenAlgorithm;
    if (registered != null) {
      require("idTokenSignedResponseAlg", registered);
    }
  }

  private static void require(String setting, String algorithm) {
    if (!Fapi2Rule.takes(algorithm)) {
      throw Fapi2Rule.ALGORITHMS.refused(setting, "one of " + Fapi2Rule.algorithms(), algorithm);
    }
  }
}
