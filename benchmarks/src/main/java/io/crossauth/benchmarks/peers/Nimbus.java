package io.crossauth.benchmarks.peers;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.crossauth.testkit.mint.TestKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nimbus JOSE + JWT: its processor, for what that can do. */
record Nimbus() implements Contestant {

  @Override
  public String name() {
    return "Nimbus";
  }

  @Override
  public boolean can(Algorithm algorithm) {
    return algorithm != Algorithm.EDDSA;
  }

  @Override
  public Verifier prepare(Scene scene) throws ParseException {
    DefaultJWTProcessor<SecurityContext> processor = processor(scene);
    return token -> processor.process(token, null).getSubject();
  }

  static DefaultJWTProcessor<SecurityContext> processor(Scene scene) throws ParseException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    JWSAlgorithm algorithm = JWSAlgorithm.parse(scene.algorithm().jose());
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys(scene)));
    processor.setJWTClaimsSetVerifier(claims());
    return processor;
  }

  static JWKSource<SecurityContext> keys(Scene scene) throws ParseException {
    if (scene.algorithm().secret()) {
      List<JWK> secrets = new ArrayList<>();
      for (TestKey key : scene.keys()) {
        secrets.add(JWK.parse(key.privateJwkJson()));
      }
      return new ImmutableJWKSet<>(new JWKSet(secrets));
    }
    return new ImmutableJWKSet<>(JWKSet.parse(scene.jwks()));
  }

  static DefaultJWTClaimsVerifier<SecurityContext> claims() {
    return new DefaultJWTClaimsVerifier<>(
        Scene.AUDIENCE,
        new JWTClaimsSet.Builder().issuer(Scene.ISSUER).build(),
        Set.of("exp", "sub"));
  }
}
