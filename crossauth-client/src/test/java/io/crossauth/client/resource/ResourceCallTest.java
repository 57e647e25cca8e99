package io.crossauth.client.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.TokenSource;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-07: a request with a bound token")
class ResourceCallTest {

  private static final URI ORDERS = URI.create("https://api.example.com/orders");
  private static final String NONCE = "DPoP error=\"use_dpop_nonce\"";

  /** Its proofs are numbers. */
  private static final class Bound implements TokenSource {

    final List<Map<String, List<String>>> answers = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    boolean bound = true;
    private int proofs;

    @Override
    public Secret accessToken() {
      return Secret.of("token");
    }

    @Override
    public Map<String, String> authorize(String method, URI uri) {
      proofs++;
      return bound
          ? Map.of("Authorization", "DPoP token", "DPoP", "proof-" + proofs)
          : Map.of("Authorization", "Bearer token");
    }

    @Override
    public void answered(URI uri, Map<String, List<String>> headers) {
      answers.add(headers);
    }

    @Override
    public void rejected(Secret accessToken) {
      rejected.add(accessToken.reveal());
    }
  }

  private final Bound source = new Bound();
  private final ResourceCall call =
      ResourceAccess.of(source, URI.create("https://api.example.com")).call("GET", ORDERS);

  private boolean again(Map<String, List<String>> answer) {
    Map<String, String> unused = call.headers();
    return call.wantsAnother(401, answer);
  }

  private static Map<String, List<String>> challenge(String... nonces) {
    return Map.of("www-authenticate", List.of(NONCE), "dpop-nonce", List.of(nonces));
  }

  @Test
  void is_sent_once_more_with_a_nonce_and_no_third_time() {
    assertThat(again(challenge("one"))).isTrue();
    assertThat(again(challenge("two"))).isFalse();

    assertThat(source.answers).as("shown to the source").hasSize(2);
    assertThat(source.rejected).as("the token is good").isEmpty();
  }

  @ParameterizedTest(name = "is not sent again for {0}, which is kept for its nonce all the same")
  @ValueSource(ints = {200, 400, 403, 503})
  void is_not_sent_again_for_another_status(int status) {
    Map<String, String> unused = call.headers();

    assertThat(call.wantsAnother(status, challenge("one"))).isFalse();
    assertThat(source.answers).hasSize(1);
  }

  @Test
  void is_not_sent_again_for_the_error_of_another_scheme() {
    Map<String, List<String>> answer =
        Map.of(
            "WWW-Authenticate",
            List.of("Bearer error=\"use_dpop_nonce\""),
            "DPoP-Nonce",
            List.of("one"));

    assertThat(again(answer)).isFalse();
  }

  @Test
  void is_not_sent_again_for_a_nonce_that_is_not_there() {
    assertThat(again(Map.of("WWW-Authenticate", List.of(NONCE)))).isFalse();
  }

  @ParameterizedTest(name = "is not sent again for what is no nonce: {0}")
  @ValueSource(strings = {"", "with space", "\"quoted\""})
  void is_not_sent_again_for_what_is_no_nonce(String value) {
    assertThat(again(challenge(value))).isFalse();
  }

  @Test
  void is_not_sent_again_for_two_nonces() {
    assertThat(again(challenge("one", "two"))).isFalse();
  }

  @Test
  void is_not_sent_again_for_a_nonce_if_it_had_no_proof() {
    source.bound = false;

    assertThat(again(challenge("one"))).isFalse();
    assertThat(source.rejected).isEmpty();
  }

  @Test
  void is_sent_once_with_another_token_and_once_with_a_nonce() {
    Map<String, List<String>> over =
        Map.of("WWW-Authenticate", List.of("DPoP error=\"invalid_token\""));

    assertThat(again(over)).isTrue();
    assertThat(again(challenge("one"))).isTrue();
    assertThat(again(over)).isFalse();
    assertThat(again(challenge("two"))).isFalse();
    assertThat(source.rejected).containsExactly("token");
  }
}
