package io.crossauth.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** jose4j. */
record Jose4j() implements Contestant {

  @Override
  public String name() {
    return "jose4j";
  }

  @Override
  public boolean can(Algorithm algorithm) {
    return true;
  }

  @Override
  public Verifier prepare(Scene scene) throws JoseException {
    JwtConsumerBuilder builder =
        new JwtConsumerBuilder()
            .setRequireExpirationTime()
            .setRequireSubject()
            .setExpectedIssuer(Scene.ISSUER)
            .setExpectedAudience(Scene.AUDIENCE)
            .setJwsAlgorithmConstraints(ConstraintType.PERMIT, scene.algorithm().jose());
    if (scene.algorithm().secret()) {
      builder.setVerificationKey(new HmacKey(Scene.SECRET.getBytes(UTF_8)));
    } else {
      JsonWebKeySet keys = new JsonWebKeySet(scene.jwks());
      builder.setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()));
    }
    JwtConsumer consumer = builder.build();
    return token -> consumer.processToClaims(token).getSubject();
  }
}
