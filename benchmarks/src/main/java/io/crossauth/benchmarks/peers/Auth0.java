package io.crossauth.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Auth0's java-jwt. */
record Auth0() implements Contestant {

  @Override
  public String name() {
    return "auth0 java-jwt";
  }

  @Override
  public boolean can(Algorithm algorithm) {
    return algorithm != Algorithm.EDDSA;
  }

  @Override
  public Verifier prepare(Scene scene) {
    JWTVerifier verifier =
        JWT.require(algorithm(scene))
            .withIssuer(Scene.ISSUER)
            .withAudience(Scene.AUDIENCE)
            .withClaimPresence("exp")
            .build();
    return token -> verifier.verify(token).getSubject();
  }

  private static com.auth0.jwt.algorithms.Algorithm algorithm(Scene scene) {
    return switch (scene.algorithm()) {
      case RS256 -> com.auth0.jwt.algorithms.Algorithm.RSA256(RsaKeys.of(scene));
      case PS256 -> com.auth0.jwt.algorithms.Algorithm.RSA256PSS(RsaKeys.of(scene));
      case ES256 -> com.auth0.jwt.algorithms.Algorithm.ECDSA256(EcKeys.of(scene));
      case HS256 -> com.auth0.jwt.algorithms.Algorithm.HMAC256(Scene.SECRET.getBytes(UTF_8));
      case EDDSA -> throw new IllegalArgumentException("EdDSA: java-jwt does not know it");
    };
  }

  private record RsaKeys(Map<String, RSAPublicKey> keys) implements RSAKeyProvider {

    static RsaKeys of(Scene scene) {
      return new RsaKeys(scene.keysByName(RSAPublicKey.class));
    }

    @Override
    public @Nullable RSAPublicKey getPublicKeyById(String keyId) {
      return keys.get(keyId);
    }

    @Override
    public @Nullable RSAPrivateKey getPrivateKey() {
      return null;
    }

    @Override
    public @Nullable String getPrivateKeyId() {
      return null;
    }
  }

  private record EcKeys(Map<String, ECPublicKey> keys) implements ECDSAKeyProvider {

    static EcKeys of(Scene scene) {
      return new EcKeys(scene.keysByName(ECPublicKey.class));
    }

    @Override
    public @Nullable ECPublicKey getPublicKeyById(String keyId) {
      return keys.get(keyId);
    }

    @Override
    public @Nullable ECPrivateKey getPrivateKey() {
      return null;
    }

    @Override
    public @Nullable String getPrivateKeyId() {
      return null;
    }
  }
}
