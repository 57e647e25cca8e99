package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.JwtAssertion;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import java.util.Optional;

/** A JWT about a user, signed by somebody whom the server trusts, for tokens (RFC 7523). */
record JwtGrantFlow() implements Flow {

  @Override
  public String name() {
    return "JWT as a grant";
  }

  @Override
  public String event() {
    return "JWT_AUTHORIZATION_GRANT";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.refusalOf(Grant.JWT_BEARER);
  }

  @Override
  public String run(Scene scene) {
    OAuthClient client =
        scene.open(scene.client(TestClients.EXCHANGE).clientSecret(Secret.of(TestClients.SECRET)));
    JwtAssertion assertion =
        JwtAssertion.signed(
            JwtSigner.ofJwk(scene.privateJwk(TestClients.ASSERTION_KEY)),
            TestClients.ASSERTION_ISSUER,
            scene.account().orElseThrow().name(),
            scene.metadata().issuer().orElseThrow());
    return scene.check(client.requestTokens(Grant.jwtBearer(assertion)));
  }
}
