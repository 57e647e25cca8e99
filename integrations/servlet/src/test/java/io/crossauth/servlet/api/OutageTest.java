package io.crossauth.servlet.api;

import static io.crossauth.tokenconsumer.resource.AccessRequirement.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.api.Wire.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While nobody can say whether a token is good, clients keep theirs. */
class OutageTest {

  @ParameterizedTest
  @EnumSource
  void withoutKeysTheAnswerIs503AndNotWhatTheTokenIs(Container container) throws Exception {
    Api api = new Api();
    String token = api.bearer("x");
    api.provider.close();
    Scene scene = start(container, api.server);

    Answer answer = scene.get("/orders", token);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("5");
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
    assertThat(answer.body()).contains("\"status\":503").contains("urn:uuid:");
    assertThat(scene.site().reached()).isEmpty();
    // Neither asks for a token that could not be checked.
    assertThat(scene.get("/orders").status()).isEqualTo(401);
    assertThat(scene.get("/health").status()).isEqualTo(200);
    scene.close();
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void anIssuerThatReturnsNonsenseIsAnOutage(Container container) throws Exception {
    try (Api api = new Api();
        Api stranger = new Api();
        OAuthTokenConsumer consumer =
            OAuthTokenConsumer.builder(stranger.provider.issuer() + "/elsewhere")
                .audience(Api.AUDIENCE)
                .build()) {
      Scene scene = start(container, OAuthResourceServer.builder(consumer).build());
      String token =
          Api.bearer(api.draft("x").claim("iss", stranger.provider.issuer() + "/elsewhere"));

      Answer answer = scene.get("/orders", token);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).contains("5");
      scene.close();
    }
  }

  private static Scene start(Container container, OAuthResourceServer server) throws Exception {
    ResourceServerFilter filter =
        ResourceServerFilter.builder(server)
            .require("GET", "/orders", none())
            .open("GET", "/health")
            .build();
    return Scene.of(container, Site.behind(filter).with("/"));
  }
}
