package io.crossauth.client.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.Dpop;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.DpopScene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A login on the user's device whose tokens are bound to a key")
class CibaDpopTest {

  private final DpopScene scene =
      new DpopScene(provider -> asking(provider).deviceInterval(Duration.ofSeconds(5)));
  private final InProcessProvider provider = scene.provider();
  private final OAuthClient client =
      scene
          .client(TestClients.CIBA_POLL)
          .platform(scene.time().platform())
          .dpop(Dpop.keyPerLogin())
          .build();

  private static ProviderBuilder asking(ProviderBuilder provider) {
    return provider.requireDpop().dpopNonces(Endpoint.TOKEN);
  }

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  private void aliceAnswers(Answer answer) {
    provider.cibaDevices().orElseThrow().answer(TestUsers.ALICE, answer);
  }

  private static String key(RecordedRequest request) {
    return String.valueOf(DpopScene.header(request).get("jwk"));
  }

  @Test
  @DisplayName("F-06: a poll that lacked the nonce is sent once more, with a new proof")
  void nonceAtAPoll() {
    CibaAcknowledgement request = client.ciba().start(CibaScene.alice());
    aliceAnswers(Answer.APPROVE);

    OAuthTokenResponse tokens = client.ciba().await(request);

    List<RecordedRequest> polls = scene.sent(Endpoint.TOKEN);
    assertThat(tokens.tokenType()).isEqualTo("DPoP");
    assertThat(polls).hasSize(2);
    assertThat(DpopScene.claims(polls.get(0))).doesNotContainKey("nonce");
    assertThat(DpopScene.claims(polls.get(1))).containsKey("nonce");
    assertThat(DpopScene.claims(polls.get(1)).get("jti"))
        .isNotEqualTo(DpopScene.claims(polls.get(0)).get("jti"));
  }

  @Test
  @DisplayName("F-09: all polls of a request and the refresh have one key")
  void oneKey() {
    CibaAcknowledgement request = client.ciba().start(CibaScene.alice());
    Object unused =
        scene.time().schedule(Duration.ofSeconds(12), () -> aliceAnswers(Answer.APPROVE));
    OAuthTokenResponse tokens = client.ciba().await(request);
    OAuthTokenResponse renewed = client.refreshTokenFlow(tokens);

    List<String> keys = scene.sent(Endpoint.TOKEN).stream().map(CibaDpopTest::key).toList();
    assertThat(keys).hasSizeGreaterThan(3).containsOnly(keys.get(0));
    assertThat(renewed.tokenType()).isEqualTo("DPoP");
  }
}
