package io.crossauth.client.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449 section 8. */
@DisplayName("F-07: a request is repeated for a nonce")
class NonceRepeatsTest {

  private static final URI TOKEN = URI.create("https://id.example.com/token");
  private static final HttpCall PROVEN = HttpCall.get(TOKEN).withHeader("DPoP", "a-proof");
  private static final String ASKED = "{\"error\":\"use_dpop_nonce\"}";

  private final Nonces nonces = new Nonces();
  private final NonceRepeats repeats = new NonceRepeats(nonces);

  private static HttpReply answer(int status, String body) {
    Headers headers = Headers.of("Content-Type", "application/json").with("DPoP-Nonce", "one");
    return new HttpReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "asked for by {0}")
  @ValueSource(ints = {400, 401})
  void that_is_asked_for(int status) {
    assertThat(repeats.asksForRepeat(PROVEN, answer(status, ASKED))).isTrue();
    assertThat(nonces.of(TOKEN)).contains("one");
  }

  @ParameterizedTest(name = "but not by {0}; the nonce is kept all the same")
  @ValueSource(ints = {200, 302, 403, 500, 503})
  void but_not_by_another_status(int status) {
    assertThat(repeats.asksForRepeat(PROVEN, answer(status, ASKED))).isFalse();
    assertThat(nonces.of(TOKEN)).contains("one");
  }

  @Test
  void but_not_if_it_had_no_proof() {
    assertThat(repeats.asksForRepeat(HttpCall.get(TOKEN), answer(400, ASKED))).isFalse();
  }

  @ParameterizedTest(name = "but not for {0}")
  @ValueSource(
      strings = {"{\"error\":\"invalid_dpop_proof\"}", "{\"error\":[\"use_dpop_nonce\"]}", "", "["})
  void but_not_for_another_error(String body) {
    assertThat(repeats.asksForRepeat(PROVEN, answer(400, body))).isFalse();
  }
}
