package io.crossauth.client.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Userinfo that answers 403 without a challenge")
class RefusedResourceTest {

  private static final String LIMIT =
      "{\"message\":\"API rate limit exceeded for user ID 1.\",\"documentation_url\":\"x\"}";

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  @ParameterizedTest(name = "case C6 HTTP {0}, {1}: {2}")
  @CsvSource({
    "403, Retry-After, 60, 60",
    "429, Retry-After, 60, 60",
    "403, X-RateLimit-Reset, 1767225690, 90",
    "403, X-RateLimit-Reset, 45, 45",
    "429, X-RateLimit-Reset, 1767225690, 90",
    "403, X-RateLimit-Reset, 999999999999, 3600",
    "403, X-RateLimit-Reset, 1000000000, 0",
  })
  void says_that_an_allowance_is_spent(int status, String field, String value, long seconds) {
    answers(status, LIMIT, "X-RateLimit-Remaining", "0", field, value);

    OAuthErrorException e = refusal();

    assertThat(e.error()).isEqualTo("temporarily_unavailable");
    assertThat(e.retryable()).isTrue();
    assertThat(e.status()).isEqualTo(status);
    assertThat(e.retryAfter()).contains(Duration.ofSeconds(seconds));
    assertThat(e.description()).contains("API rate limit exceeded for user ID 1.");
  }

  @ParameterizedTest(name = "case C6 {0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`{\"message\":\"Resource not accessible by integration\"}` | Resource not accessible by"
            + " integration",
        "`{\"error\":{\"message\":\"Blocked by policy\"}}` | Blocked by policy",
        "<h1>no</h1> |",
        "`{\"message\":\"at-canary-0123456789 is not for you\"}` | *** is not for you",
      })
  void says_that_a_rule_forbids_it(String body, String sentence) {
    answers(403, body);

    OAuthErrorException e = refusal();

    assertThat(e.error()).isEqualTo("access_denied");
    assertThat(e.retryable()).isFalse();
    assertThat(e.description().orElse(null)).isEqualTo(sentence);
  }

  @Test
  @DisplayName("case C6 the error of OAuth stands, wherever it is")
  void says_the_error_of_its_body() {
    answers(403, "{\"error\":\"insufficient_scope\",\"error_description\":\"wants email\"}");

    assertThat(refusal().error()).isEqualTo("insufficient_scope");
  }

  @ParameterizedTest(name = "case C6 with {0} a scope is missing")
  @CsvSource(
      delimiter = '|',
      value = {
        "Bearer realm=\"x\" | insufficient_scope",
        "DPoP algs=\"ES256\" | insufficient_scope",
        "Bearer error=\"insufficient_scope\", scope=\"email\" | insufficient_scope",
        "Basic realm=\"x\" | access_denied"
      })
  void says_what_its_challenge_says(String challenge, String error) {
    answers(403, "", "WWW-Authenticate", challenge);

    assertThat(refusal().error()).isEqualTo(error);
  }

  private void answers(int status, String body, String... fields) {
    scene.transport.then(
        call -> {
          Headers headers = Headers.of("Content-Type", "application/json");
          for (int i = 0; i < fields.length; i += 2) {
            headers = headers.with(fields[i], fields[i + 1]);
          }
          return new HttpReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
        });
  }

  private OAuthErrorException refusal() {
    return catchThrowableOfType(
        OAuthErrorException.class,
        () -> client.userInfoEndpoint(Secret.of("at-canary-0123456789"), "alice"));
  }
}
