package io.crossauth.client.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A challenge in other words")
class OddChallengesTest {

  private static final URI API = URI.create("https://api.example.com/x");

  private final ResourceAccess access =
      ResourceAccess.of(new CountingSource(), URI.create("https://api.example.com"));

  @ParameterizedTest(name = "case C14 {0}")
  @ValueSource(
      strings = {
        "OAuth",
        "OAuth realm=\"api\"",
        "oauth realm=\"x\", error=\"invalid_token\"",
        "Bearer error=\"expired_token\"",
        "Bearer realm=\"x\", error=\"token_expired\"",
        "DPoP error=\"expired_token\"",
        "Basic realm=\"x\", OAuth realm=\"y\"",
      })
  void asks_for_another_token(String challenge) {
    assertThat(wants(access, challenge)).isTrue();
  }

  @ParameterizedTest(name = "case C14 {0} does not")
  @ValueSource(
      strings = {
        "OAuth error=\"insufficient_scope\"",
        "Bearer error=\"invalid_request\"",
        "Basic realm=\"x\"",
        "AWS4-HMAC-SHA256",
        "token realm=\"x\"",
        "Bearer error=\"expired_token\", error=\"insufficient_scope\"",
      })
  void does_not_ask_for_another_token(String challenge) {
    assertThat(wants(access, challenge)).isFalse();
  }

  @ParameterizedTest(name = "case C14 a scheme that is named: {0}")
  @ValueSource(strings = {"Token realm=\"x\"", "token error=\"invalid_token\"", "GoogleLogin"})
  void may_have_a_scheme_that_is_named(String challenge) {
    ResourceAccess named = access.withSchemes("Token", "googlelogin");

    assertThat(wants(named, challenge)).isTrue();
    assertThat(wants(named, "OAuth")).isTrue();
    assertThat(wants(named, "Digest realm=\"x\"")).isFalse();
  }

  private static boolean wants(ResourceAccess access, String challenge) {
    return access.wantsAnother(API, 401, Map.of("WWW-Authenticate", List.of(challenge)));
  }
}
