package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.AssertionClaims;
import io.crossauth.client.internal.jose.JwtWriter;
import io.crossauth.value.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * RFC 7523 section 3: an assertion about the client, signed by the client. One minute, one use; its
 * audience is the issuer alone, whatever the metadata says about endpoints.
 */
record SignedAssertion(Supplier<JwtSigner> signer, @Nullable String foreignAudience)
    implements ClientAuthentication {

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  static SignedAssertion withKey(JwtSigner signer) {
    return new SignedAssertion(() -> signer, null);
  }

  static SignedAssertion withKeys(Supplier<JwtSigner> signer) {
    return new SignedAssertion(signer, null);
  }

  static SignedAssertion withSecret(Supplier<Secret> secret) {
    return new SignedAssertion(() -> JwtSigner.ofSecret(secret.get()), null);
  }

  SignedAssertion withAudience(String audience) {
    return new SignedAssertion(signer, audience);
  }

  static TokenCall attach(TokenCall call, Secret assertion) {
    return call.withParameter("client_id", call.clientId())
        .withParameter("client_assertion_type", TYPE)
        .withParameter("client_assertion", assertion);
  }

  @Override
  public TokenCall apply(TokenCall call) {
    String audience = foreignAudience == null ? issuer(call) : foreignAudience;
    return attach(call, assertion(call, audience));
  }

  private Secret assertion(TokenCall call, String audience) {
    JwtSigner key = signer.get();
    String claims =
        AssertionClaims.json(
            call.clientId(), audience, call.platform().random().text(16), call.platform().now());
    return JwtWriter.write(
        "JWT", key.algorithm(), key.keyId().orElse(null), key.headerMembers(), claims, key::sign);
  }

  private static String issuer(TokenCall call) {
    return call.configuration()
        .issuer()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "client assertion: expected an issuer to name as audience, found none; "
                        + "use privateKeyJwtWithForeignAudience"));
  }
}
