package io.crossauth.tokenconsumer.survivors;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.RejectionReason;
import io.crossauth.tokenconsumer.Checkpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the differential test found: others refused it, and we did not. */
class FoundByPeersTest {

  private final Checkpoint checkpoint = new Checkpoint();

  @DisplayName("S-14 a jti that is no text is refused, though nobody asks for it")
  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "true", "[]", "{}", "[\"1\"]"})
  void jti(String json) {
    checkpoint.refusesAccess(
        RejectionReason.WRONG_CLAIM_TYPE, checkpoint.mint.accessToken().rawClaim("jti", json));
    checkpoint.refusesId(
        RejectionReason.WRONG_CLAIM_TYPE, checkpoint.mint.idToken().rawClaim("jti", json));
  }

  @DisplayName("J11 a signed token that holds another token is refused, whatever it says")
  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt"})
  void nested(String cty) {
    String inner = checkpoint.mint.accessToken().compact();
    checkpoint.refusesAccess(
        RejectionReason.MALFORMED,
        checkpoint.mint.accessToken().header("cty", cty).rawPayload(inner));
    checkpoint.refusesAccess(
        RejectionReason.MALFORMED,
        checkpoint.mint.accessToken().header("cty", cty).rawPayload('"' + inner + '"'));
  }

  @Test
  void another_content_type_does_not_matter() {
    assertThat(checkpoint.access(checkpoint.mint.accessToken().header("cty", "json"))).isNotNull();
  }
}
