package io.crossauth.examples.demo;

import io.crossauth.client.ciba.CibaFlow;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import java.util.Optional;

/** A login that the user approves on a device, polled (OpenID Connect CIBA Core 1.0). */
record CibaPollFlow() implements Flow {

  @Override
  public String name() {
    return "CIBA, polled";
  }

  @Override
  public String event() {
    return "AUTHREQID_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return withoutDevices(scene);
  }

  /** Why nobody can be asked; empty where somebody can. */
  static Optional<String> withoutDevices(Scene scene) {
    if (scene.cibaDevices().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(scene.callbackObstacle().orElse("the server asks no device of ours"));
  }

  @Override
  public String run(Scene scene) {
    CibaDevices devices = scene.cibaDevices().orElseThrow();
    devices.answer(TestUsers.ALICE, Answer.APPROVE);
    CibaFlow ciba = scene.open(scene.client(TestClients.CIBA_POLL)).ciba();
    return scene.check(
        ciba.await(
            ciba.start(
                CibaRequest.loginHint(TestUsers.ALICE)
                    .withScopes("openid", "email")
                    .withBindingMessage("W4SCT"))));
  }
}
