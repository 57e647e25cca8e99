package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_HEADER;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7515 section 4: what a header says beyond what is understood is ignored. */
class UnknownHeadersTest {

  private final Checkpoint at = new Checkpoint();

  @ParameterizedTest(name = "case A3 {0}: {1} in the header of a JWS changes nothing")
  @CsvSource(
      delimiter = '|',
      value = {
        "LinkedIn, ForgeRock | zip | \"DEF\"",
        "ForgeRock           | zip | \"NONE\"",
        "a zip of any type   | zip | null",
        "LinkedIn            | cty | \"JWT\"",
        "in small letters    | cty | \"jwt\"",
        "another             | cty | \"json\"",
        "a cty of any type   | cty | 7",
        "Entra               | rh  | \"0.AXoA\"",
        "somebody            | ver | 2",
        "somebody            | iss | {\"x\":[null]}"
      })
  void ignored(String server, String member, String json) {
    at.access(at.mint.accessToken().rawHeader(member, json));
    at.id(at.mint.idToken().rawHeader(member, json));
  }

  @ParameterizedTest(name = "case A3 {0} as {1} is refused all the same")
  @CsvSource(
      delimiter = '|',
      value = {"crit | [\"zip\"]", "crit | [\"exp\"]", "crit | []", "b64 | false", "b64 | true"})
  void extensions(String member, String json) {
    at.refusesAccess(
        UNSUPPORTED_HEADER, at.mint.accessToken().header("zip", "DEF").rawHeader(member, json));
  }

  @ParameterizedTest(name = "case A3 zip {0} in the header of a JWE is refused all the same")
  @ValueSource(strings = {"\"DEF\"", "\"NONE\"", "null"})
  void encrypted(String zip) {
    refuses(
        at.forId().decryptionKey((java.security.PrivateKey) TestKeys.rsa("dec").signingKey()),
        TokenType.ID,
        UNSUPPORTED_HEADER,
        io.crossauth.testkit.mint.JweDraft.forged(
            "{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\",\"zip\":" + zip + "}"));
  }

  @Test
  @DisplayName("case A3 a compressed payload, and a token inside a token, are no claims")
  void payloadsThatAreNoClaims() {
    TestKey key = TestKeys.rsa();
    String inner = at.mint.accessToken().signedWith(key).compact();
    at.refusesAccess(MALFORMED, at.mint.accessToken().header("cty", "JWT").rawPayload(inner));
    at.refusesAccess(
        MALFORMED,
        at.mint
            .accessToken()
            .header("zip", "DEF")
            .rawPayload(new byte[] {(byte) 0xab, 0x56, 0x4a}));
  }
}
