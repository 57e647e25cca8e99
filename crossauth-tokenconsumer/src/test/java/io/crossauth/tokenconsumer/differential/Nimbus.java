package io.crossauth.tokenconsumer.differential;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Nimbus JOSE as it comes, with our issuer, audience and clock. */
final class Nimbus implements Peer {

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  Nimbus(Setting setting) throws Exception {
    Set<JWSAlgorithm> algorithms =
        Setting.ALGORITHMS.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    JWKSet keys = JWKSet.parse(setting.jwksWithSecret());
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(keys)));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            new HashSet<>(Arrays.asList(JOSEObjectType.JWT, type("at+jwt"), null))));
    processor.setJWTClaimsSetVerifier(new Claims(setting.now()));
  }

  private static JOSEObjectType type(String name) {
    return new JOSEObjectType(name);
  }

  @Override
  public String name() {
    return "Nimbus";
  }

  /** Its Ed25519 needs Tink. */
  @Override
  public boolean can(String algorithm) {
    return !algorithm.equals("EdDSA");
  }

  @Override
  public void check(String token) throws Exception {
    processor.process(token, null);
  }

  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final Instant now;

    Claims(Instant now) {
      super(
          Setting.AUDIENCE,
          new JWTClaimsSet.Builder().issuer(Setting.ISSUER).build(),
          Set.of("exp"));
      this.now = now;
      setMaxClockSkew(30);
    }

    @Override
    protected Date currentTime() {
      return Date.from(now);
    }
  }
}
