package io.crossauth.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneTest {

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aTokenHasTheClaimsThatTheFiguresAreFor(Algorithm algorithm) {
    Scene scene = Scene.of(algorithm);

    assertThat(scene.keys()).hasSize(4);
    assertThat(KeycloakClaims.length(scene.draft())).isEqualTo(1_156);
    assertThat(scene.tokens(3)).doesNotHaveDuplicates();
  }

  @Test
  void aSignatureMayBeOfEitherForm() throws GeneralSecurityException {
    Scene scene = Scene.of(Algorithm.ES256);
    for (String token : scene.tokens(8)) {
      int dot = token.lastIndexOf('.');
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      Signature check = Signature.getInstance("SHA256withECDSA");
      check.initVerify((PublicKey) scene.key().verificationKey());
      check.update(token.substring(0, dot).getBytes());

      assertThat(check.verify(Der.ofConcatenated(signature))).isTrue();
    }
  }
}
