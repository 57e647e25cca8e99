package io.crossauth.client.auth;

import io.crossauth.client.internal.AssertionClaims;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", key.algorithm());
    header.put("typ", "JWT");
    key.keyId().ifPresent(id -> header.put("kid", id));
    String claims =
        AssertionClaims.json(
            call.clientId(), audience, call.platform().random().text(16), call.platform().now());
    String input = segment(Json.write(header)) + "." + segment(claims);
    byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
    return Secret.of(
        input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
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

  private static String segment(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
