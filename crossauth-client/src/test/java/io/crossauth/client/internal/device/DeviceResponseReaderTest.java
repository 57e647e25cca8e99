package io.crossauth.client.internal.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A device authorization response")
class DeviceResponseReaderTest {

  private static final String GOOD =
      """
      {"device_code":"dc-canary","user_code":"ABCD-EFGH",
       "verification_uri":"https://id.example.com/activate",
       "verification_uri_complete":"https://id.example.com/activate?code=ABCD-EFGH",
       "expires_in":600,"interval":7,"message":"to sign in"}\
      """;

  @Test
  void is_read_with_all_its_members() {
    OAuthDeviceAuthorizationResponse code = read(GOOD);

    assertThat(code.deviceCode().reveal()).isEqualTo("dc-canary");
    assertThat(code.userCode()).isEqualTo("ABCD-EFGH");
    assertThat(code.verificationUri()).isEqualTo(URI.create("https://id.example.com/activate"));
    assertThat(code.verificationUriComplete())
        .contains(URI.create("https://id.example.com/activate?code=ABCD-EFGH"));
    assertThat(code.expiresIn()).isEqualTo(Duration.ofMinutes(10));
    assertThat(code.interval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(code.scopes()).containsExactly("openid");
  }

  @Test
  void shows_no_device_code_as_text() {
    assertThat(read(GOOD).toString()).doesNotContain("canary").contains("ABCD-EFGH");
  }

  @Test
  @DisplayName("fault 5: has an interval of five seconds when it names none")
  void has_a_default_interval() {
    assertThat(read(without("interval")).interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(read(with("interval", "null")).interval()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({"10, 10", "\"10\", 10", "0, 1", "0.5, 1", "1e9, 86400"})
  void has_an_interval_between_a_second_and_a_day(String value, long seconds) {
    assertThat(read(with("interval", value)).interval()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({"600, 600", "\"600\", 600", "0, 0", "1e999, 86400"})
  void lives_as_long_as_it_says_up_to_a_day(String value, long seconds) {
    assertThat(read(with("expires_in", value)).expiresIn()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void may_call_its_address_as_google_does() {
    String json =
        without("verification_uri").replace("{", "{\"verification_url\":\"https://g.example/d\",");

    assertThat(read(json).verificationUri()).isEqualTo(URI.create("https://g.example/d"));
  }

  @Test
  void may_have_no_complete_address() {
    assertThat(read(without("verification_uri_complete")).verificationUriComplete()).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"device_code", "user_code", "verification_uri", "expires_in"})
  void must_have(String member) {
    refused(without(member), "missing_member", member);
    refused(with(member, "null"), "missing_member", member);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "device_code, 1",
    "user_code, 1",
    "user_code, {}",
    "verification_uri, []",
    "verification_uri_complete, 1",
    "expires_in, {}",
    "expires_in, []",
    "expires_in, true",
    "expires_in, -1",
    "expires_in, \"soon\"",
    "interval, {}",
    "interval, -5",
    "interval, \"x\"",
  })
  void must_have_the_right_types(String member, String value) {
    refused(with(member, value), "wrong_type", member);
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {"A\\u001b[2J", "A\\nB", "A\\u0000", "A\\u202eB", "A\\u2066B", "A\\u0085B"})
  void must_not_play_with_the_terminal_by_its_user_code(String code) {
    InvalidResponseException e =
        refused(with("user_code", "\"" + code + "\""), "wrong_type", "user_code");

    assertThat(e.getMessage()).doesNotContain("\u001b", "\n", "\u202e");
  }

  @Test
  void must_have_a_user_code_that_a_person_can_type() {
    refused(with("user_code", "\"" + "A".repeat(101) + "\""), "wrong_type", "user_code");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "/activate",
        "https:///activate",
        "https://user:pw@evil.example/",
        "https://id.example.com/a b",
        "https://a/\\u001b[2J",
        "data:text/html,x"
      })
  void must_lead_to_a_web_page(String address) {
    refused(with("verification_uri", "\"" + address + "\""), "wrong_type", "verification_uri");
    refused(
        with("verification_uri_complete", "\"" + address + "\""),
        "wrong_type",
        "verification_uri_complete");
  }

  private static String without(String member) {
    return GOOD.replaceFirst("\"" + member + "\":(\"[^\"]*\"|\\d+),?", "").replace(",}", "}");
  }

  private static String with(String member, String value) {
    String json = without(member);
    return "{\"" + member + "\":" + value + "," + json.substring(1);
  }

  private static OAuthDeviceAuthorizationResponse read(String json) {
    try {
      return DeviceResponseReader.read(
          Json.object(json.getBytes(StandardCharsets.UTF_8)), Set.of("openid"));
    } catch (JsonException e) {
      throw new AssertionError(json, e);
    }
  }

  private static InvalidResponseException refused(String json, String rule, String member) {
    InvalidResponseException[] seen = new InvalidResponseException[1];
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> read(json))
        .withMessageContaining(member)
        .withMessageNotContaining("canary")
        .satisfies(e -> assertThat(e.rule()).isEqualTo(rule))
        .satisfies(e -> seen[0] = e);
    return seen[0];
  }
}
