package io.crossauth.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.ParseException;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's resource server. */
record Spring() implements Contestant {

  @Override
  public String name() {
    return "spring";
  }

  @Override
  public boolean can(Algorithm algorithm) {
    return algorithm != Algorithm.EDDSA;
  }

  @Override
  public Verifier prepare(Scene scene) throws ParseException {
    NimbusJwtDecoder decoder = decoder(scene);
    JwtTimestampValidator times = new JwtTimestampValidator();
    times.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtTypeValidator.jwt(),
            times,
            new JwtIssuerValidator(Scene.ISSUER),
            new JwtAudienceValidator(Scene.AUDIENCE)));
    return token -> Objects.requireNonNull(decoder.decode(token).getSubject());
  }

  private static NimbusJwtDecoder decoder(Scene scene) throws ParseException {
    if (scene.algorithm().secret()) {
      SecretKeySpec key = new SecretKeySpec(Scene.SECRET.getBytes(UTF_8), "HmacSHA256");
      return NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    }
    return NimbusJwtDecoder.withJwkSource(Nimbus.keys(scene))
        .jwsAlgorithm(Objects.requireNonNull(SignatureAlgorithm.from(scene.algorithm().jose())))
        .build();
  }
}
