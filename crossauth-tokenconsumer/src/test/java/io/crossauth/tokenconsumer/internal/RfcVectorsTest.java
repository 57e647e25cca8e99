package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 7515 appendix A, RFC 7520 section 4 and RFC 8037 appendix A. */
class RfcVectorsTest {

  private static final String JOE =
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
          + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

  private static final String ROAD =
      "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IH"
          + "lvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBk"
          + "b24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcm"
          + "UgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";

  private static final String BILBO =
      "{\"kty\":\"RSA\",\"kid\":\"bilbo.baggins@hobbiton.example\",\"use\":\"sig\",\"e\":\"AQAB\",\"n\":\""
          + "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT"
          + "-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqV"
          + "wGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-"
          + "oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde"
          + "3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuC"
          + "LqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw\"}";

  static Stream<Arguments> signed() {
    return Stream.of(
        Arguments.of(
            "RFC 7515 A.2 RS256",
            "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\""
                + "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx"
                + "HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs"
                + "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSH"
                + "SXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV"
                + "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8"
                + "NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\"}",
            "eyJhbGciOiJSUzI1NiJ9."
                + JOE
                + "."
                + "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7"
                + "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
                + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
                + "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
                + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
                + "p0igcN_IoypGlUPQGe77Rw"),
        Arguments.of(
            "RFC 7515 A.3 ES256",
            "{\"kty\":\"EC\",\"crv\":\"P-256\","
                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}",
            "eyJhbGciOiJFUzI1NiJ9."
                + JOE
                + "."
                + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
                + "pmWQxfKTUJqPP3-Kg6NU1Q"),
        Arguments.of(
            "RFC 7515 A.4 ES512",
            "{\"kty\":\"EC\",\"crv\":\"P-521\","
                + "\"x\":\"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_"
                + "NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk\","
                + "\"y\":\"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDl"
                + "y79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2\"}",
            "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA."
                + "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZq"
                + "wqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8Kp"
                + "EHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn"),
        Arguments.of(
            "RFC 7520 4.1 RS256",
            BILBO,
            "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9."
                + ROAD
                + "."
                + "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmK"
                + "ZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4J"
                + "IwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8w"
                + "W1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluP"
                + "xUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_f"
                + "cIe8u9ipH84ogoree7vjbU5y18kDquDg"),
        Arguments.of(
            "RFC 7520 4.2 PS384",
            BILBO,
            "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9."
                + ROAD
                + "."
                + "cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2I"
                + "pN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6_1OLPpcbUrhiUSMxbbXU"
                + "vdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRX"
                + "e8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT"
                + "0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a"
                + "6GYmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw"),
        Arguments.of(
            "RFC 8037 A.5 EdDSA",
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
                + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5B"
                + "hVsPt9g7sVvpAr_MuM0KAg"));
  }

  @ParameterizedTest(name = "the example of {0} verifies, and nothing beside it")
  @MethodSource("signed")
  void examples(String where, String jwk, String compact) throws Exception {
    CompactToken token = new TokenLexer(16 * 1024).read(compact);
    JwkReader.Usable key = JwkReader.read(Json.object(jwk.getBytes(StandardCharsets.UTF_8)));
    JwsAlgorithm algorithm = JwsAlgorithm.find(JoseHeader.read(token).alg());

    assertThat(key.algorithms()).contains(algorithm);
    assertThat(verified(algorithm, key, token, token.signature())).isTrue();
    byte[] other = token.signature();
    for (int i = 0; i < other.length; i += 7) {
      byte[] changed = other.clone();
      changed[i] ^= 1;
      assertThat(verified(algorithm, key, token, changed)).isFalse();
    }
    assertThat(verified(algorithm, key, token, Arrays.copyOf(other, other.length - 1))).isFalse();
    assertThat(verified(algorithm, key, token, Arrays.copyOf(other, other.length + 1))).isFalse();
    int shorter = token.signedLength() - 1;
    assertThat(verify(algorithm, key.key(), token.signed(), shorter, other)).isFalse();
  }

  private static boolean verified(
      JwsAlgorithm algorithm, JwkReader.Usable key, CompactToken token, byte[] signature) {
    return verify(algorithm, key.key(), token.signed(), token.signedLength(), signature);
  }

  @Test
  @DisplayName("the example of RFC 7515 A.1 HS256 verifies, and a shorter tag does not")
  void hmac() throws JsonException {
    byte[] secret =
        Base64.getUrlDecoder()
            .decode(
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0i"
                    + "PS4hcgUuTwjAzZr1Z9CAow");
    SecretKeySpec key = new SecretKeySpec(secret, "HMAC");
    CompactToken token =
        new TokenLexer(16 * 1024)
            .read(
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                    + JOE
                    + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    byte[] tag = token.signature();

    byte[] signed = token.signed();
    int length = token.signedLength();
    assertThat(verify(JwsAlgorithm.HS256, key, signed, length, tag)).isTrue();
    assertThat(verify(JwsAlgorithm.HS256, key, signed, length, Arrays.copyOf(tag, 16))).isFalse();
    Map<String, ?> claims = Json.object(token.payload());
    assertThat(claims.get("iss")).isEqualTo("joe");
    assertThat(claims.get("exp")).isEqualTo(1300819380L);
  }

  @Test
  @DisplayName("the hashes of OpenID Connect Core A.4: c_hash and at_hash of the examples")
  void leftHalves() {
    assertThat(Hashes.leftHalf("SHA-256", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"))
        .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
    assertThat(
            Hashes.leftHalf(
                "SHA-256", "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"))
        .isEqualTo("LDktKdoQak3Pk0cnXxCltA");
  }

  private static boolean verify(
      JwsAlgorithm algorithm, java.security.Key key, byte[] input, int length, byte[] signature) {
    return Signatures.verify(CryptoProvider.jdk(), algorithm, key, key, input, length, signature);
  }
}
