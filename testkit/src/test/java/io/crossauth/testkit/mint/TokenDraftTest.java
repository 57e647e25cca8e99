package io.crossauth.testkit.mint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.PasswordBasedDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TokenDraftTest {

  private final TokenDraft good = TokenMint.issuedBy("https://id.example.com").idToken();

  @Test
  void changesAreCopies() {
    TokenDraft changed = good.claim("sub", "bob").without("aud").header("typ", "x");

    assertThat(changed.claims()).containsEntry("sub", "bob").doesNotContainKey("aud");
    assertThat(good.claims()).containsEntry("sub", "alice").containsKey("aud");
    assertThat(good.header()).containsEntry("typ", "JWT");
  }

  @Test
  void writesClaimsOfEveryType() {
    TokenDraft draft =
        TokenDraft.empty()
            .claim("text", "a\"b\\c\nd\u00e9")
            .claim("list", List.of("a", 1, true))
            .rawClaim("nothing", "null")
            .rawClaim("huge", "1e400")
            .claim("empty", java.util.Map.of());

    assertThat(payload(draft))
        .isEqualTo(
            "{\"text\":\"a\\\"b\\\\c\\u000ad\u00e9\",\"list\":[\"a\",1,true],"
                + "\"nothing\":null,\"huge\":1e400,\"empty\":{}}");
  }

  @Test
  void takesAnyHeaderAndPayloadAsTheyStand() {
    TokenDraft draft = good.rawHeader("{\"alg\":\"RS256\",\"alg\":\"none\"}").rawPayload("[1");

    assertThat(header(draft)).isEqualTo("{\"alg\":\"RS256\",\"alg\":\"none\"}");
    assertThat(payload(draft)).isEqualTo("[1");
    assertThat(part(good.rawPayload(new byte[] {(byte) 0xff}), 1)).isEqualTo("\u00ff");
    assertThat(header(TokenDraft.empty().rawHeader("crit", "{}"))).isEqualTo("{\"crit\":{}}");
    assertThat(header(good.withoutHeader("kid"))).doesNotContain("kid");
  }

  @Test
  void leavesTheSignatureToTheTest() throws Exception {
    String unsigned = good.unsigned().compact();

    assertThat(unsigned).endsWith(".");
    assertThat(PlainJWT.parse(unsigned).getJWTClaimsSet().getSubject()).isEqualTo("alice");
    assertThat(good.withSignature(new byte[] {0, 0, 0}).compact()).endsWith(".AAAA");
    assertThat(good.hmacWith(new byte[0]).header()).containsEntry("alg", "HS256");
  }

  @Nested
  class Encrypts {

    private final TestKey rsa = TestKeys.rsa("enc-1");

    @Test
    void aSignedToken() throws Exception {
      JWEObject jwe = JWEObject.parse(good.encryptedFor(rsa).compact());
      jwe.decrypt(new RSADecrypter((PrivateKey) rsa.signingKey()));

      assertThat(jwe.getHeader().getContentType()).isEqualTo("JWT");
      assertThat(jwe.getHeader().getKeyID()).isEqualTo("enc-1");
      assertThat(SignedJWT.parse(jwe.getPayload().toString()).getJWTClaimsSet().getSubject())
          .isEqualTo("alice");
    }

    @Test
    void anUnsignedTokenAndBareClaims() throws Exception {
      JWEObject plain = JWEObject.parse(good.unsigned().encryptedFor(rsa).compact());
      JWEObject bare = JWEObject.parse(good.claimsEncryptedFor(rsa).zip().compact());
      plain.decrypt(new RSADecrypter((PrivateKey) rsa.signingKey()));
      bare.decrypt(new RSADecrypter((PrivateKey) rsa.signingKey()));

      assertThat(plain.getPayload().toString()).endsWith(".");
      assertThat(bare.getPayload().toJSONObject()).containsEntry("sub", "alice");
      assertThat(bare.getHeader().getCompressionAlgorithm()).isNotNull();
    }

    @Test
    void forEveryKindOfRecipient() throws Exception {
      TestKey secret = TestKeys.hmac(32);
      byte[] bytes = secret.signingKey().getEncoded();

      JWEObject ec = JWEObject.parse(good.encryptedFor(TestKeys.p256()).compact());
      ec.decrypt(new ECDHDecrypter((ECPrivateKey) TestKeys.p256().signingKey()));
      JWEObject direct = JWEObject.parse(good.encryptedFor(secret).compact());
      direct.decrypt(new DirectDecrypter(bytes));
      JWEObject wrapped =
          JWEObject.parse(
              good.encryptedFor(secret).algorithm("A256KW").encryption("A128CBC-HS256").compact());
      wrapped.decrypt(new AESDecrypter(bytes));
      JWEObject password =
          JWEObject.parse(good.encryptedFor(secret).algorithm("PBES2-HS256+A128KW").compact());
      password.decrypt(new PasswordBasedDecrypter(bytes));

      assertThat(List.of(ec, direct, wrapped, password))
          .allSatisfy(jwe -> assertThat(jwe.getPayload().toString()).isEqualTo(good.compact()));
    }

    @Test
    void nothingAtAllUnderAForgedHeader() {
      String forged = JweDraft.forged("{\"alg\":\"PBES2-HS256+A128KW\",\"p2c\":1000000}");

      assertThat(forged.split("\\.")).hasSize(5);
    }
  }

  private static String header(TokenDraft draft) {
    return new String(part(draft, 0).getBytes(ISO_8859_1), UTF_8);
  }

  private static String payload(TokenDraft draft) {
    return new String(part(draft, 1).getBytes(ISO_8859_1), UTF_8);
  }

  private static String part(TokenDraft draft, int index) {
    String segment = draft.compact().split("\\.", -1)[index];
    return new String(Base64.getUrlDecoder().decode(segment), ISO_8859_1);
  }
}
