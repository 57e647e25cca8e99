package io.crossauth.client;

import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.testkit.provider.Endpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-20 a certification server")
class CertificationServerTest extends CertificationFaults {

  private static final String CLIENT = "crossauth-ps256";

  CertificationServerTest() {
    super(
        new ProviderLogin(),
        CLIENT,
        scene -> scene.client(CLIENT).idTokenSignedResponseAlg("PS256").mergeUserInfo());
  }

  @ParameterizedTest(name = "writes token_type as {0}: taken")
  @ValueSource(strings = {"bearer", "BEARER", "bEARer"})
  void writes_token_type_in_odd_case(String type) {
    scene.provider().faults().at(Endpoint.TOKEN).member("token_type", type);

    succeeds();
  }
}
