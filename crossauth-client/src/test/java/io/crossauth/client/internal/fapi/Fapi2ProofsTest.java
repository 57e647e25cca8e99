package io.crossauth.client.internal.fapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.internal.call.ProofOfPossession;
import io.crossauth.http.Headers;
import io.crossauth.value.Secret;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-18: proofs under FAPI 2.0")
class Fapi2ProofsTest {

  private static final Secret KEY = Secret.of("key");

  /** Proofs that take whatever type is usual. */
  private final ProofOfPossession proofs =
      new Fapi2Proofs((method, address, token) -> Headers.none());

  @Test
  void take_no_bearer_token_in_whatever_case() {
    assertThat(proofs.tokenTypes(Set.of("Bearer"))).containsExactly("DPoP");
    assertThat(proofs.tokenTypes(Set.of("bEARER"))).containsExactly("DPoP");
    assertThat(proofs.by(KEY).tokenTypes(Set.of("Bearer"))).containsExactly("DPoP");
  }

  @Test
  void take_what_is_no_access_token() {
    assertThat(proofs.tokenTypes(Set.of("N_A", "Bearer"))).containsExactlyInAnyOrder("N_A", "DPoP");
  }
}
