package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Calls.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BackchannelAuthenticationTest {

  private static final String TOKEN = "t".repeat(22);

  private final MovingClock clock = new MovingClock();
  private final InProcessProvider provider = InProcessProvider.builder().clock(clock).start();
  private final Calls calls = new Calls(provider);
  private final CibaDevices devices = provider.cibaDevices().orElseThrow();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void asksAUserOnADevice() throws Exception {
    Answer request = ask(TestClients.CIBA_POLL, "login_hint", "alice");

    assertThat(request.json()).containsEntry("expires_in", 120L).containsEntry("interval", 1L);
    assertThat(poll(request).error()).isEqualTo("authorization_pending");
    assertThat(poll(request).error()).isEqualTo("slow_down");
    devices.answer(TestUsers.ALICE, CibaDevices.Answer.APPROVE);
    clock.advance(Duration.ofSeconds(6));
    assertThat(poll(request).json()).containsKeys("access_token", "refresh_token", "id_token");
    assertThat(poll(request).error()).as("a second time").isEqualTo("invalid_grant");
    assertThat(provider.eventCounts()).containsEntry("AUTHREQID_TO_TOKEN", 1L);
  }

  @Test
  void takesNoForAnAnswerAndEndsInTime() throws Exception {
    devices.answer(TestUsers.BOB, CibaDevices.Answer.DENY);
    assertThat(poll(ask(TestClients.CIBA_POLL, "login_hint", "bob")).error())
        .isEqualTo("access_denied");

    Answer request = ask(TestClients.CIBA_POLL, "login_hint", "alice", "requested_expiry", "9");
    clock.advance(Duration.ofSeconds(9));
    assertThat(poll(request).error()).isEqualTo("expired_token");
  }

  @ParameterizedTest(name = "{0}={1} {2}={3}: {4}")
  @CsvSource({
    "x, y, x2, y, invalid_request",
    "login_hint, alice, id_token_hint, x.y.z, invalid_request",
    "login_hint, nobody, x, y, unknown_user_id",
    "login_hint_token, expired, x, y, expired_login_hint_token",
    "login_hint, mfa, x, y, missing_user_code",
    "login_hint, mfa, user_code, wrong, invalid_user_code",
    "login_hint, alice, requested_expiry, 0, invalid_request",
    "login_hint, alice, request, x.y.z, invalid_request"
  })
  void refusesWhatIsWrong(String name, String value, String other, String with, String error)
      throws Exception {
    assertThat(ask(TestClients.CIBA_POLL, name, value, other, with).error()).isEqualTo(error);
  }

  @Test
  void refusesAClientThatMayNot() throws Exception {
    assertThat(ask(TestClients.PASSWORD, "login_hint", "alice").error())
        .isEqualTo("unauthorized_client");
    assertThat(ask(TestClients.CIBA_PING, "login_hint", "alice").error())
        .as("without a notification token")
        .isEqualTo("invalid_request");
  }

  @Test
  void pingsAsOftenAsItIsTold() throws Exception {
    try (FaultServer client = FaultServer.start().always(Reply.of(204))) {
      devices.notifyAt(TestClients.CIBA_PING, client.uri("/ping"));
      provider.faults().pingTimes(2).pingEarly();
      Answer request =
          ask(TestClients.CIBA_PING, "login_hint", "alice", "client_notification_token", TOKEN);
      assertThat(client.requests()).as("before the acknowledgement").hasSize(1);
      devices.answer(TestUsers.ALICE, CibaDevices.Answer.APPROVE);

      assertThat(client.awaitRequests(3, Duration.ofSeconds(30))).isTrue();
      RecordedRequest ping = client.requests().get(2);
      assertThat(ping.header("Authorization")).hasValue("Bearer " + TOKEN);
      assertThat(ping.json()).containsOnly(Map.entry("auth_req_id", request.text("auth_req_id")));
    }
  }

  private Answer ask(String clientId, String... namesAndValues) throws Exception {
    Map<String, String> form = new LinkedHashMap<>(Calls.form(namesAndValues));
    form.put("scope", "openid");
    return calls.post(
        Endpoint.BACKCHANNEL_AUTHENTICATION,
        form,
        "Authorization",
        Calls.basic(clientId, TestClients.SECRET));
  }

  private Answer poll(Answer request) throws Exception {
    return calls.post(
        Endpoint.TOKEN,
        Calls.form(
            "grant_type",
            "urn:openid:params:grant-type:ciba",
            "auth_req_id",
            request.text("auth_req_id")),
        "Authorization",
        Calls.basic(TestClients.CIBA_POLL, TestClients.SECRET));
  }
}
