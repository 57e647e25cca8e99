package io.crossauth.tokenconsumer.differential;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/** jose4j, with our issuer, audience and clock. */
final class Jose4j implements Peer {

  private final JwtConsumer consumer;

  Jose4j(Setting setting) throws Exception {
    JsonWebKeySet keys = new JsonWebKeySet(setting.jwksWithSecret());
    consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(
                    ConstraintType.PERMIT, Setting.ALGORITHMS.toArray(String[]::new)))
            .setExpectedIssuer(Setting.ISSUER)
            .setExpectedAudience(Setting.AUDIENCE)
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(30)
            .setEvaluationTime(NumericDate.fromSeconds(setting.now().getEpochSecond()))
            .build();
  }

  @Override
  public String name() {
    return "jose4j";
  }

  @Override
  public void check(String token) throws Exception {
    consumer.process(token);
  }
}
