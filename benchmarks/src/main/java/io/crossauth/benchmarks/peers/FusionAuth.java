package io.crossauth.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fusionauth.jwt.InvalidJWTException;
import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.domain.JWT;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.fusionauth.jwt.rsa.RSAPSSVerifier;
import io.fusionauth.jwt.rsa.RSAVerifier;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * FusionAuth's JWT library; issuer and audience are left to its caller, so they are done here.
 *
 * @param whole whether the caller reads all claims, and not only the subject
 */
record FusionAuth(boolean whole) implements Contestant {

  @Override
  public String name() {
    return "fusionauth-jwt" + (whole ? Contestants.EVERY_VALUE : "");
  }

  @Override
  public boolean can(Algorithm algorithm) {
    // It reads Ed25519 (RFC 9864) in a header, but not the EdDSA that servers write.
    return algorithm != Algorithm.EDDSA;
  }

  @Override
  public Verifier prepare(Scene scene) {
    Map<String, io.fusionauth.jwt.Verifier> verifiers = new HashMap<>();
    if (scene.algorithm().secret()) {
      byte[] secret = Scene.SECRET.getBytes(UTF_8);
      scene.keys().forEach(key -> verifiers.put(key.kid(), HMACVerifier.newVerifier(secret)));
    } else {
      scene
          .keysByName(PublicKey.class)
          .forEach((kid, key) -> verifiers.put(kid, verifier(scene.algorithm(), key)));
    }
    JWTDecoder decoder = JWT.getDecoder();
    return token -> {
      JWT jwt = decoder.decode(token, verifiers);
      boolean ours =
          jwt.audience instanceof List<?> several
              ? several.contains(Scene.AUDIENCE)
              : Scene.AUDIENCE.equals(jwt.audience);
      if (!ours || !Scene.ISSUER.equals(jwt.issuer)) {
        throw new InvalidJWTException("issuer or audience");
      }
      // The hash of a map asks for every value in it, down to the last.
      if (whole && jwt.getAllClaims().hashCode() == 0) {
        throw new IllegalStateException("expected claims");
      }
      return jwt.subject;
    };
  }

  private static io.fusionauth.jwt.Verifier verifier(Algorithm algorithm, PublicKey key) {
    return switch (algorithm) {
      case PS256 -> RSAPSSVerifier.newVerifier(key);
      case ES256 -> ECVerifier.newVerifier(key);
      default -> RSAVerifier.newVerifier(key);
    };
  }
}
