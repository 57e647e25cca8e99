package io.crossauth.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

/**
 * Nimbus JOSE + JWT for EdDSA, which its processor cannot do: its parts put together, on Google's
 * Tink, which brings a curve of its own.
 */
record NimbusTink() implements Contestant {

  @Override
  public String name() {
    return "Nimbus + Tink";
  }

  @Override
  public boolean can(Algorithm algorithm) {
    return algorithm == Algorithm.EDDSA;
  }

  @Override
  public Verifier prepare(Scene scene) throws ParseException, JOSEException {
    Map<String, Ed25519Verifier> verifiers = new HashMap<>();
    for (JWK key : JWKSet.parse(scene.jwks()).getKeys()) {
      verifiers.put(key.getKeyID(), new Ed25519Verifier(key.toOctetKeyPair()));
    }
    DefaultJWTClaimsVerifier<SecurityContext> rules = Nimbus.claims();
    return token -> {
      SignedJWT jwt = SignedJWT.parse(token);
      Ed25519Verifier verifier = verifiers.get(jwt.getHeader().getKeyID());
      if (verifier == null || !jwt.verify(verifier)) {
        throw new BadJWSException("bad signature");
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      rules.verify(claims, null);
      return claims.getSubject();
    };
  }
}
