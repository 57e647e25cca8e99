package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.login.Device;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Login on another device, in the words of Yandex OAuth. */
class DeviceLoginTest {

  private static final String CODE = "oauth.yandex.ru/device/code";
  private static final String TOKEN = "oauth.yandex.ru/token";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  private DeviceCodeSession granted() {
    DeviceCodeSession code = client.startDeviceLogin();
    fake.grant(code.userCode());
    return code;
  }

  private List<Duration> polls() {
    List<Duration> waits = new ArrayList<>(passport.time().waits());
    // The pace between two calls is no wait for the user.
    waits.removeIf(wait -> wait.compareTo(Duration.ofMillis(200)) <= 0);
    return waits;
  }

  @Test
  @DisplayName("Y-68 the whole login: the code is shown once, and the refresh token kept")
  void theHappyPath() {
    List<String> shown = new ArrayList<>();

    PassportCredentials credentials =
        client.loginDeviceCode(
            code -> {
              shown.add(code.userCode());
              fake.grant(code.userCode());
            },
            new Device("test-device-1", "kitchen"),
            PollOptions.usual());

    assertThat(shown).hasSize(1);
    assertThat(credentials.refreshToken()).isPresent();
    assertThat(credentials.musicToken()).isPresent();
    assertThat(credentials.uid()).isPresent();
    RecordedRequest start = fake.requests(CODE).get(0);
    assertThat(start.form().keySet())
        .containsExactlyInAnyOrder("client_id", "device_id", "device_name");
    assertThat(start.formParameter("device_id")).contains("test-device-1");
    assertThat(start.formParameter("device_name")).contains("kitchen");
    RecordedRequest poll = fake.requests(TOKEN).get(0);
    assertThat(poll.form().keySet())
        .containsExactlyInAnyOrder("grant_type", "code", "client_id", "client_secret");
    assertThat(poll.formParameter("grant_type")).contains("device_code");
    assertThat(poll.formParameter("client_id")).contains("c0ebe342af7d48fbbbfcf2d2eedb8f9e");
  }

  @Test
  @DisplayName("Y-68 what the user sees comes with the code")
  void whatTheUserSees() {
    DeviceCodeSession code = client.startDeviceLogin();

    assertThat(code.verificationUrl()).hasToString("https://ya.ru/device");
    assertThat(code.expiresIn()).isEqualTo(Duration.ofMinutes(5));
    assertThat(code.interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(code.userCode()).isNotBlank();
    assertThat(code.toString()).contains("https://ya.ru/device").doesNotContain(code.userCode());
  }

  @Test
  @DisplayName("Y-68 the same without holding a thread")
  void asAFuture() {
    CompletableFuture<PassportCredentials> login =
        client.startDevicePolling(granted(), PollOptions.usual());

    passport.time().advance(Duration.ofSeconds(6));

    assertThat(login.join().refreshToken()).isPresent();
  }

  @Test
  @DisplayName("Y-69 a device without a name gets one: ten letters and digits, new each time")
  void generatedIds() {
    client.startDeviceLogin();
    client.startDeviceLogin();

    List<String> ids =
        fake.requests(CODE).stream().map(r -> r.formParameter("device_id").orElseThrow()).toList();
    assertThat(ids).allMatch(id -> id.matches("[A-Za-z0-9]{10}")).doesNotHaveDuplicates();
    assertThat(fake.requests(CODE).get(0).formParameter("device_name")).contains("crossauth-java");
  }

  @ParameterizedTest
  @CsvSource({"short,name", "test-device,''", "test-device,'  '", "tést-device,name"})
  @DisplayName("Y-69 a device that Yandex would not take is a mistake of the program")
  void badDevices(String id, String name) {
    assertThatThrownBy(() -> new Device(id, name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Nested
  class Waiting {

    @Test
    @DisplayName("Y-70 it waits while the user has not decided")
    void pending() {
      DeviceCodeSession code = granted();
      fake.faults().at(TOKEN).next(2).oauthError("authorization_pending");

      assertThat(client.pollDeviceUntilConfirmed(code).refreshToken()).isPresent();
      assertThat(fake.requests(TOKEN)).hasSize(3);
      assertThat(polls())
          .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("Y-70 a hiccup of the network does not end the wait")
    void aHiccup() {
      DeviceCodeSession code = granted();
      fake.faults().at(TOKEN).next(1).behave(Behaviour.closeBeforeHeaders());

      assertThat(client.pollDeviceUntilConfirmed(code).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("Y-71 told to slow down, it waits five seconds more from then on")
    void slowDown() {
      DeviceCodeSession code = granted();
      fake.next(TOKEN, error("slow_down"), error("authorization_pending"));

      client.pollDeviceUntilConfirmed(code);

      assertThat(polls())
          .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("Y-71 told twice, ten")
    void slowDownTwice() {
      DeviceCodeSession code = granted();
      fake.faults().slowDown(2);

      client.pollDeviceUntilConfirmed(code);

      assertThat(polls())
          .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("Y-72 told to slow down with little time left, the time is over")
    void slowDownAtTheEnd() {
      DeviceCodeSession code = granted();
      fake.faults().slowDown(1);
      PollOptions options = PollOptions.usual().withTotal(Duration.ofSeconds(12));

      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(code, options))
          .isExactlyInstanceOf(LoginTimeoutException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.device_code_timeout");
      assertThat(fake.requests(TOKEN)).hasSize(1);
    }

    private Reply error(String error) {
      return Reply.json("{\"error\":\"" + error + "\"}").status(400);
    }
  }

  @Nested
  class Endings {

    @Test
    @DisplayName("Y-73 a code that has expired is over")
    void expired() {
      DeviceCodeSession code = client.startDeviceLogin();
      fake.expireDeviceCodes();

      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(code))
          .isExactlyInstanceOf(LoginTimeoutException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.device_code_timeout");
      assertThat(fake.requests(TOKEN)).hasSize(1);
    }

    @Test
    @DisplayName("Y-73 a user who says no has said no")
    void denied() {
      DeviceCodeSession code = client.startDeviceLogin();
      fake.deny(code.userCode());

      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(code))
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "something_new"})
    @DisplayName("Y-73 any other error is named")
    void anyOther(String error) {
      DeviceCodeSession code = granted();
      fake.faults().at(TOKEN).oauthError(error);

      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(code))
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining(error);
      assertThat(fake.requests(TOKEN)).hasSize(1);
    }

    @Test
    @DisplayName("Y-73 an error at the start is named too")
    void atTheStart() {
      fake.faults().at(CODE).oauthError("invalid_client");

      assertThatThrownBy(client::startDeviceLogin)
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining("invalid_client");
    }
  }

  @Nested
  class Malformed {

    @ParameterizedTest
    @ValueSource(
        strings = {"device_code", "user_code", "verification_url", "expires_in", "interval"})
    @DisplayName("Y-74 a member that is missing is named")
    void missing(String member) {
      fake.faults().at(CODE).withoutMember(member);

      assertThatThrownBy(client::startDeviceLogin)
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining(member + ": expected")
          .hasMessageContaining("found none");
    }

    @ParameterizedTest
    @CsvSource({
      "interval,'\"5\"'",
      "interval,true",
      "interval,0",
      "interval,-5",
      "interval,5.5",
      "expires_in,0",
      "expires_in,315360001",
      "expires_in,true",
      "expires_in,'\"300\"'",
      "expires_in,null",
      "device_code,' '",
      "user_code,7",
      "verification_url,'\"http://ya.ru/device\"'",
      "verification_url,'\"javascript:alert(1)\"'"
    })
    @DisplayName("Y-74 a member of another kind is named, and not shown")
    void anotherKind(String member, String json) {
      edit(member, json.isBlank() ? "\" \"" : json);

      assertThatThrownBy(client::startDeviceLogin)
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining(member)
          .hasMessageNotContaining("javascript");
    }

    @Test
    @DisplayName("Y-74 a code of ten years is one still")
    void tenYears() {
      edit("expires_in", "315360000");

      assertThat(client.startDeviceLogin().expiresIn()).isEqualTo(Duration.ofDays(3650));
    }

    private void edit(String member, String value) {
      fake.faults()
          .at(CODE)
          .edit(
              reply ->
                  reply.body(
                      reply
                          .bodyText()
                          .replaceFirst(
                              "\"" + member + "\":(\"[^\"]*\"|[0-9]+)",
                              "\"" + member + "\":" + value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "expires_in"})
    @DisplayName("Y-74 tokens that are not whole are no tokens")
    void halfAnAnswer(String member) {
      DeviceCodeSession code = granted();
      fake.faults().at(TOKEN).withoutMember(member);

      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(code))
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining("unexpected");
    }

    @Test
    @DisplayName("Y-74 tokens that are null or blank are none")
    void blankTokens() {
      DeviceCodeSession code = granted();
      fake.faults().at(TOKEN).next(1).tokens(null);
      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(code))
          .isExactlyInstanceOf(YandexAuthFailedException.class);

      DeviceCodeSession another = granted();
      fake.faults().at(TOKEN).next(1).tokens(" ");
      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(another))
          .isExactlyInstanceOf(YandexAuthFailedException.class);
    }

    @Test
    @DisplayName("Y-74 tokens beside an error, or under an error status, are none")
    void tokensThatAreNotMeant() {
      DeviceCodeSession code = granted();
      fake.faults().at(TOKEN).next(1).tokensBesideError("access_denied");
      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(code))
          .isInstanceOf(YandexAuthFailedException.class);

      DeviceCodeSession another = granted();
      fake.faults().at(TOKEN).next(1).tokensUnderStatus(403);
      assertThatThrownBy(() -> client.pollDeviceUntilConfirmed(another))
          .isInstanceOf(YandexAuthFailedException.class);
    }
  }
}
