package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.Calls.Answer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeviceFlowTest {

  private final MovingClock clock = new MovingClock();
  private final InProcessProvider provider = InProcessProvider.builder().clock(clock).start();
  private final Calls calls = new Calls(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void startsADevice() throws Exception {
    Answer device = start(TestClients.DEVICE);

    assertThat(device.text("user_code")).matches("[B-Z]{4}-[B-Z]{4}");
    assertThat(device.text("verification_uri")).isEqualTo(provider.uri(Endpoint.DEVICE).toString());
    assertThat(device.text("verification_uri_complete")).contains(device.text("user_code"));
    assertThat(device.json()).containsEntry("interval", 1L).containsEntry("expires_in", 600L);
    assertThat(
            calls
                .post(Endpoint.DEVICE_AUTHORIZATION, Calls.form("client_id", TestClients.PUBLIC))
                .error())
        .isEqualTo("unauthorized_client");
  }

  @Test
  void waitsForItsUser() throws Exception {
    Answer device = start(TestClients.DEVICE);

    assertThat(poll(device).error()).isEqualTo("authorization_pending");
    clock.advance(Duration.ofSeconds(1));
    provider.approveDevice(device.text("user_code"), TestUsers.ALICE);
    Answer tokens = poll(device);
    assertThat(tokens.json()).containsKeys("access_token", "refresh_token", "id_token");
    assertThat(poll(device).error()).as("a second time").isEqualTo("invalid_grant");
    assertThat(provider.eventCounts()).containsEntry("OAUTH2_DEVICE_CODE_TO_TOKEN", 1L);
  }

  @Test
  void slowsDownWhoPollsTooFastForGood() throws Exception {
    Answer device = start(TestClients.DEVICE);

    poll(device);
    assertThat(poll(device).error()).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(5));
    assertThat(poll(device).error()).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(11));
    assertThat(poll(device).error()).isEqualTo("authorization_pending");
  }

  @Test
  void takesNoForAnAnswer() throws Exception {
    Answer device = start(TestClients.DEVICE);
    provider.denyDevice(device.text("user_code"));

    assertThat(poll(device).error()).isEqualTo("access_denied");
  }

  @Test
  void expires() throws Exception {
    Answer device = start(TestClients.DEVICE_SHORT);
    clock.advance(Duration.ofSeconds(3));

    assertThat(
            calls
                .token(
                    TestClients.DEVICE_SHORT,
                    "grant_type",
                    GrantType.DEVICE_CODE,
                    "device_code",
                    device.text("device_code"))
                .error())
        .isEqualTo("expired_token");
  }

  @Test
  void isItsClients() throws Exception {
    Answer device = start(TestClients.DEVICE_SHORT);
    provider.approveDevice(device.text("user_code"), TestUsers.ALICE);

    assertThat(poll(device).error()).isEqualTo("invalid_grant");
  }

  @Test
  void cannotBeApprovedTooLate() throws Exception {
    Answer device = start(TestClients.DEVICE_SHORT);
    clock.advance(Duration.ofSeconds(3));

    assertThat(calls.get(URI.create(device.text("verification_uri_complete"))).response().body())
        .contains("Invalid code");
  }

  @Test
  void isApprovedInABrowser() throws Exception {
    Answer device = start(TestClients.DEVICE);
    Answer entered =
        calls.submit(
            calls.get(URI.create(device.text("verification_uri"))),
            "device_user_code",
            device.text("user_code").toLowerCase(java.util.Locale.ROOT));
    Answer consent = calls.submit(entered, "username", "alice", "password", "alice-password");
    Answer done = calls.submit(consent, "accept", "Yes");

    assertThat(done.response().body()).contains("Device Login Successful");
    assertThat(poll(device).status()).isEqualTo(200);
  }

  @Test
  void isDeniedInABrowserThatCameByTheCompleteUri() throws Exception {
    Answer device = start(TestClients.DEVICE);
    Answer consent =
        calls.logIn(URI.create(device.text("verification_uri_complete")), TestUsers.ALICE);
    calls.submit(consent, "cancel", "No");

    assertThat(poll(device).error()).isEqualTo("access_denied");
  }

  @Test
  void knowsOnlyItsOwnCodes() throws Exception {
    Answer page = calls.get(URI.create(provider.uri(Endpoint.DEVICE) + "?user_code=AAAA-AAAA"));

    assertThat(page.response().body()).contains("Invalid code");
    assertThatThrownBy(() -> provider.approveDevice("AAAA-AAAA", TestUsers.ALICE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> provider.approveDevice("AAAA-AAAA", TestUsers.DISABLED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesThePaceToWhoAsksForThat() throws Exception {
    try (InProcessProvider patient =
        InProcessProvider.builder()
            .anyPollingPace()
            .deviceInterval(Duration.ofSeconds(7))
            .start()) {
      Calls other = new Calls(patient);
      Answer device =
          other.post(Endpoint.DEVICE_AUTHORIZATION, Calls.form("client_id", TestClients.DEVICE));

      assertThat(device.json()).containsEntry("interval", 7L);
      for (int i = 0; i < 3; i++) {
        assertThat(poll(other, device).error()).isEqualTo("authorization_pending");
      }
    }
  }

  private Answer start(String clientId) throws Exception {
    return calls.post(
        Endpoint.DEVICE_AUTHORIZATION,
        Calls.form("client_id", clientId, "scope", "openid profile"));
  }

  private Answer poll(Answer device) throws Exception {
    return poll(calls, device);
  }

  private static Answer poll(Calls calls, Answer device) throws Exception {
    return calls.token(
        TestClients.DEVICE,
        "grant_type",
        GrantType.DEVICE_CODE,
        "device_code",
        device.text("device_code"));
  }
}
