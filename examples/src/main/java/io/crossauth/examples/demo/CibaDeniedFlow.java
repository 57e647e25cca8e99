package io.crossauth.examples.demo;

import io.crossauth.client.ciba.CibaFlow;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import java.util.Optional;

/** A login that the user refuses on a device (OpenID Connect CIBA Core 1.0 section 11). */
record CibaDeniedFlow() implements Flow {

  @Override
  public String name() {
    return "CIBA, denied";
  }

  @Override
  public String event() {
    // Keycloak notes no event of what the user denied.
    return "";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return CibaPollFlow.withoutDevices(scene);
  }

  @Override
  public String run(Scene scene) {
    // Another user than in the other rows: what a user answers holds for all demos at once.
    scene.cibaDevices().orElseThrow().answer(TestUsers.BOB, Answer.DENY);
    CibaFlow ciba = scene.open(scene.client(TestClients.CIBA_POLL)).ciba();
    try {
      Object unused = ciba.await(ciba.start(CibaRequest.loginHint(TestUsers.BOB)));
    } catch (OAuthErrorException e) {
      if (e.error().equals("access_denied")) {
        return "access_denied, as the user said";
      }
      throw e;
    }
    throw new IllegalStateException("expected access_denied, found tokens");
  }
}
