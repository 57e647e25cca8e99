package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.AssertionClaims;
import io.crossauth.client.internal.jose.JwtWriter;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import io.crossauth.value.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * RFC 7523 section 3: an assertion about the client, signed by the client. One minute, one use; its
 * audience is the issuer alone, whatever the metadata says about endpoints.
 */
record SignedAssertion(Supplier<JwtSigner> signer, By by, @Nullable String foreignAudience)
    implements ClientAuthentication {

  /** What signs. */
  enum By {
    /** A key that is there from the start. */
    KEY,
    /** A key that may change. */
    KEYS,
    /** The client's secret. */
    SECRET
  }

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  static SignedAssertion withKey(JwtSigner signer) {
    return new SignedAssertion(() -> signer, By.KEY, null);
  }

  static SignedAssertion withKeys(Supplier<JwtSigner> signer) {
    return new SignedAssertion(signer, By.KEYS, null);
  }

  static SignedAssertion withSecret(Supplier<Secret> secret) {
    return new SignedAssertion(() -> JwtSigner.ofSecret(secret.get()), By.SECRET, null);
  }

  SignedAssertion withAudience(String audience) {
    return new SignedAssertion(signer, by, audience);
  }

  static TokenCall attach(TokenCall call, Secret assertion) {
    return call.withParameter("client_id", call.clientId())
        .withParameter("client_assertion_type", TYPE)
        .withParameter("client_assertion", assertion);
  }

  /** FAPI 2.0 Security Profile sections 5.3.3.1 and 5.4.1. */
  @Override
  public ClientAuthentication fapi2() {
    if (by == By.SECRET) {
      throw Fapi2Rule.CLIENT.refused("clientAuthentication", "a key", "a secret");
    }
    if (foreignAudience != null) {
      throw Fapi2Rule.AUDIENCE.refused(
          "privateKeyJwtWithForeignAudience", "privateKeyJwt", "an audience of its own");
    }
    if (by == By.KEY) {
      String algorithm = signer.get().algorithm();
      if (!Fapi2Rule.takes(algorithm)) {
        throw Fapi2Rule.ALGORITHMS.refused(
            "clientKey", "one of " + Fapi2Rule.algorithms(), Printable.of(algorithm, 20));
      }
    }
    return new SignedAssertion(this::fapi2Signer, by, null);
  }

  /** A key that changes is looked at each time. */
  private JwtSigner fapi2Signer() {
    JwtSigner now = signer.get();
    if (!Fapi2Rule.takes(now.algorithm())) {
      throw Fapi2Rule.ALGORITHMS.unmet(
          "clientKey", "one of " + Fapi2Rule.algorithms(), Printable.of(now.algorithm(), 20));
    }
    return now;
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
