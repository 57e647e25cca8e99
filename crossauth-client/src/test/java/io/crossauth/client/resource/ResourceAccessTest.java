package io.crossauth.client.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Access to resource servers")
class ResourceAccessTest {

  private final CountingSource tokens = new CountingSource();
  private final ResourceAccess access =
      ResourceAccess.of(
          tokens, URI.create("https://api.example.com"), URI.create("http://127.0.0.1:8080/"));

  @ParameterizedTest(name = "sends the token to {0}")
  @ValueSource(
      strings = {
        "https://api.example.com/orders?id=1",
        "https://API.example.com:443/",
        "https://api.example.com",
        "HTTPS://api.example.com/",
        "http://127.0.0.1:8080/x"
      })
  void sends_the_token_to_its_origins(String uri) {
    assertThat(access.authorize("GET", URI.create(uri)))
        .containsEntry("Authorization", "Bearer test-token-1");
  }

  @ParameterizedTest(name = "B10: sends the token not to {0}")
  @ValueSource(
      strings = {
        "https://evil.example.com/",
        "https://api.example.com.evil.example/",
        "https://api.example.com@evil.example/",
        "https://api.example.com:8443/",
        "http://api.example.com/",
        "http://127.0.0.1/",
        "https://127.0.0.1:8080/",
        "https://xn--pi-wmc.example.com/",
        "/orders",
        "urn:api.example.com"
      })
  void sends_the_token_to_nobody_else(String uri) {
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> access.authorize("GET", URI.create(uri)))
        .withMessageNotContaining("test-token")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.FORBIDDEN))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }

  @ParameterizedTest(name = "B14: takes no origin {0}")
  @ValueSource(
      strings = {
        "http://api.example.com",
        "https://api.example.com/orders",
        "https://user@api.example.com",
        "https://api.example.com?x=1",
        "https://api.example.com#x",
        "ftp://127.0.0.1",
        "https:///",
        "api.example.com"
      })
  void takes_only_origins_over_tls(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceAccess.of(tokens, URI.create(origin)));
  }

  @Test
  void needs_an_origin() {
    assertThatIllegalArgumentException().isThrownBy(() -> ResourceAccess.of(tokens));
  }

  @Test
  void tells_the_source_which_token_was_refused() {
    access.refused(Map.of("Authorization", "Bearer test-token-1"));
    access.refused(Map.of());
    assertThat(tokens.rejected).containsExactly("test-token-1");
    assertThat(access.toString()).doesNotContain("test-token");
  }

  @ParameterizedTest(name = "S-31: takes {0} for a refusal of the token")
  @ValueSource(
      strings = {
        "Bearer",
        "bearer realm=\"x\"",
        "Bearer realm=\"a, error=\\\"x\\\"\", error=\"invalid_token\"",
        "Bearer error=invalid_token",
        "BEARER  error = \"invalid_token\" , error_description=\"over\"",
        "DPoP algs=\"ES256\", error=\"invalid_token\"",
        "Basic realm=\"x\", Bearer error=\"invalid_token\"",
        "Bearer realm=\"x\", Basic realm=\"y\", error=\"z\"",
        "Negotiate abc==, Bearer"
      })
  void takes_a_challenge_for_a_refusal_of_the_token(String challenge) {
    assertThat(wantsAnother(access, 401, List.of(challenge))).isTrue();
    assertThat(wantsAnother(access, 401, List.of("Basic realm=\"x\"", challenge))).isTrue();
    assertThat(wantsAnother(access, 403, List.of(challenge))).isFalse();
  }

  @ParameterizedTest(name = "S-31: takes {0} for something else")
  @ValueSource(
      strings = {
        "Basic realm=\"x\"",
        "Basic realm=\"Bearer error=invalid_token\"",
        "Bearer error=\"insufficient_scope\"",
        "Bearer error=\"invalid_request\"",
        "Bearer error=\"invalid_token\", error=\"invalid_request\"",
        "Bearer error=\"use_dpop_nonce\"",
        "Bearerer error=\"invalid_token\"",
        "",
        ",,,",
        "\"",
        "==",
        "Basic realm=\"never ends, Bearer"
      })
  void takes_other_challenges_for_something_else(String challenge) {
    assertThat(wantsAnother(access, 401, List.of(challenge))).isFalse();
  }

  @Test
  @DisplayName("S-31: reads a challenge of any length in no time")
  void reads_a_challenge_of_any_length() {
    for (String part : List.of("\"", "=", ",", " ", "a", "a=", "a=\"\\", "Bearer ")) {
      boolean unused = wantsAnother(access, 401, List.of(part.repeat(1_000_000)));
    }
    assertThat(wantsAnother(access, 401, List.of())).isTrue();
    assertThat(wantsAnother(access, 200, List.of())).isFalse();
  }

  private static boolean wantsAnother(ResourceAccess access, int status, List<String> challenges) {
    return access.wantsAnother(
        URI.create("https://api.example.com/x"), status, Map.of("www-authenticate", challenges));
  }
}
