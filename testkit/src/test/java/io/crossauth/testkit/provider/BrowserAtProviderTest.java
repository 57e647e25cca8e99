package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.provider.Calls.Answer;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The browser that walks Keycloak's pages finds its way here too. */
@Timeout(60)
class BrowserAtProviderTest {

  private final InProcessProvider provider =
      InProcessProvider.builder().consent().anyPollingPace().start();
  private final Calls calls = new Calls(provider);
  private final Browser browser = Browser.create();

  @AfterEach
  void close() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {TestUsers.ALICE, TestUsers.MFA})
  void logsIn(String user) throws Exception {
    Callback callback =
        browser.login(calls.authorization(TestClients.PUBLIC), user, TestUsers.password(user));

    assertThat(callback.find("state")).contains("state-1");
    assertThat(calls.redeem(TestClients.PUBLIC, callback.require("code")).status()).isEqualTo(200);
  }

  @Test
  void comesBackByAForm() {
    URI uri = calls.authorization(TestClients.PUBLIC, "response_mode", "form_post");

    Callback callback = browser.login(uri, TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
    assertThat(callback.method()).isEqualTo("POST");
    assertThat(callback.find("code")).isPresent();
  }

  @Test
  void refuses() {
    Callback callback =
        browser.refuse(
            calls.authorization(TestClients.PUBLIC),
            TestUsers.ALICE,
            TestUsers.password(TestUsers.ALICE));

    assertThat(callback.find("error")).contains("access_denied");
  }

  @Test
  void seesAWrongPassword() {
    URI uri = calls.authorization(TestClients.PUBLIC);

    assertThatThrownBy(() -> browser.login(uri, TestUsers.ALICE, "wrong"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void approvesAndDeniesDevices() throws Exception {
    Answer one = start();
    Answer two = start();
    String password = TestUsers.password(TestUsers.ALICE);

    browser.approveDevice(
        URI.create(one.text("verification_uri")), one.text("user_code"), "alice", password);
    browser.denyDevice(
        URI.create(two.text("verification_uri_complete")),
        two.text("user_code"),
        "alice",
        password);
    assertThat(poll(one).status()).isEqualTo(200);
    assertThat(poll(two).error()).isEqualTo("access_denied");
  }

  private Answer start() throws Exception {
    return calls.post(Endpoint.DEVICE_AUTHORIZATION, Calls.form("client_id", TestClients.DEVICE));
  }

  private Answer poll(Answer device) throws Exception {
    return calls.token(
        TestClients.DEVICE,
        "grant_type",
        GrantType.DEVICE_CODE,
        "device_code",
        device.text("device_code"));
  }
}
