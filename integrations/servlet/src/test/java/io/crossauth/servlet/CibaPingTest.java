package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaListener;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.Endpoint;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A ping of the provider")
class CibaPingTest {

  private final Scene scene = new Scene();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final OAuthClient client = scene.client(b -> b.clientId(TestClients.CIBA_PING));
  private final CibaPings pings = client.ciba().pings(TokenStore.inMemory(), new Ends());

  private final class Ends implements CibaListener {

    @Override
    public void granted(String id, OAuthTokenResponse tokens) {
      ends.add("granted " + id);
    }

    @Override
    public void failed(String id, RuntimeException failure) {
      ends.add("failed " + id);
    }
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    scene.close();
  }

  private String body(CibaAcknowledgement request) {
    return "{\"auth_req_id\":\"" + request.authReqId().reveal() + "\"}";
  }

  private String bearer() {
    return "Authorization: Bearer "
        + scene
            .provider
            .requests(Endpoint.BACKCHANNEL_AUTHENTICATION)
            .get(0)
            .formParameter("client_notification_token")
            .orElseThrow();
  }

  @DisplayName("F-16: is taken by the filter, and the tokens are fetched")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void is_taken(Container container) throws Exception {
    Scene.App app =
        scene.start(container, b -> b.protect("/*").endpointsBelow("/auth").cibaPings(pings));
    CibaDevices devices = scene.provider.cibaDevices().orElseThrow();
    devices.notifyAt(TestClients.CIBA_PING, URI.create(app.base() + "/auth/ciba-ping"));
    CibaAcknowledgement request = pings.start(CibaRequest.loginHint(TestUsers.ALICE));

    devices.answer(TestUsers.ALICE, CibaDevices.Answer.APPROVE);

    assertThat(ends.poll(45, TimeUnit.SECONDS)).isEqualTo("granted " + request.id());
  }

  @ParameterizedTest
  @EnumSource
  void of_somebody_else_is_refused(Container container) {
    RawBrowser caller = scene.start(container, b -> b.cibaPings(pings)).browser();
    CibaAcknowledgement request = pings.start(CibaRequest.loginHint(TestUsers.ALICE));
    String body = body(request);

    assertThat(caller.sendBody("POST", "/ciba-ping", body).status()).isEqualTo(401);
    assertThat(caller.sendBody("POST", "/ciba-ping", body, "Authorization: Bearer x").status())
        .isEqualTo(401);
    assertThat(caller.sendBody("POST", "/ciba-ping", body, bearer(), bearer()).status())
        .as("twice")
        .isEqualTo(401);
    assertThat(caller.sendBody("POST", "/ciba-ping", "{}", bearer()).status()).isEqualTo(400);
    assertThat(
            caller
                .sendBody(
                    "POST",
                    "/ciba-ping",
                    body.replace("}", ",\"x\":\"" + "y".repeat(20_000) + "\"}"),
                    bearer())
                .status())
        .as("too long, whatever its beginning is")
        .isEqualTo(400);
    Answer get = caller.send("GET", "/ciba-ping", bearer());
    assertThat(get.status()).isEqualTo(405);
    assertThat(get.header("allow")).isEqualTo("POST");
    assertThat(scene.provider.count(Endpoint.TOKEN)).isZero();

    Answer good = caller.sendBody("POST", "/ciba-ping", body, bearer());
    assertThat(good.status()).isEqualTo(204);
    assertThat(good.body()).isEmpty();
    assertThat(good.all("set-cookie")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void has_no_address_where_nobody_asked_for_one(Container container) {
    RawBrowser caller = scene.start(container, b -> b).browser();

    assertThat(caller.sendBody("POST", "/ciba-ping", "{}").body()).startsWith("application POST");
  }
}
