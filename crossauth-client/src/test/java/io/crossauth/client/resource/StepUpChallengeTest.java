package io.crossauth.client.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.error.InvalidResponseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-24: a step-up challenge (RFC 9470)")
class StepUpChallengeTest {

  private static final String ERROR = "error=\"insufficient_user_authentication\"";

  private static Optional<StepUpChallenge> read(String... fields) {
    return StepUpChallenge.in(401, Map.of("www-authenticate", List.of(fields)));
  }

  static Stream<Arguments> challenges() {
    return Stream.of(
        Arguments.of(
            "Bearer " + ERROR + ", acr_values=\"gold silver\"", List.of("gold", "silver"), -1),
        Arguments.of("Bearer " + ERROR + ", max_age=\"5\"", List.of(), 5),
        Arguments.of("Bearer " + ERROR + ", max_age=5", List.of(), 5),
        Arguments.of("BEARER max_age=\"0\", " + ERROR, List.of(), 0),
        Arguments.of(
            "DPoP algs=\"ES256\", " + ERROR + ", ACR_Values=\"gold\"", List.of("gold"), -1),
        Arguments.of("Basic realm=\"x\", Bearer " + ERROR + ", max_age=\"9\"", List.of(), 9),
        Arguments.of("Bearer " + ERROR, List.of(), -1),
        Arguments.of("Bearer " + ERROR + ", acr_values=\"a  a \\\"b c\"", List.of("a", "c"), -1),
        Arguments.of("Bearer " + ERROR + ", max_age=\"-5\"", List.of(), -1),
        Arguments.of("Bearer " + ERROR + ", max_age=\"99999999999\"", List.of(), -1),
        Arguments.of("Bearer " + ERROR + ", max_age=5, max_age=6", List.of(), -1));
  }

  @ParameterizedTest(name = "is read from {0}")
  @MethodSource("challenges")
  void is_read(String field, List<String> acrValues, int maxAge) {
    assertThat(read(field))
        .contains(
            new StepUpChallenge(
                acrValues,
                maxAge < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(maxAge))));
  }

  @ParameterizedTest(name = "is none: {0}")
  @ValueSource(
      strings = {
        "Bearer error=\"invalid_token\"",
        "Basic error=\"insufficient_user_authentication\"",
        "Bearer",
        "error=\"insufficient_user_authentication\"",
        "Bearer error=\"insufficient_user_authentication\", error=\"invalid_token\"",
        ""
      })
  void is_none(String field) {
    assertThat(read(field)).isEmpty();
  }

  @Test
  void is_none_with_another_status() {
    assertThat(StepUpChallenge.in(403, Map.of("WWW-Authenticate", List.of("Bearer " + ERROR))))
        .isEmpty();
  }

  @Test
  void is_found_in_the_second_field() {
    assertThat(read("Negotiate", "Bearer " + ERROR + ", max_age=\"1\"")).isPresent();
  }

  @Test
  void is_read_of_a_bounded_part_of_what_was_sent() {
    String long_ =
        "Bearer " + ERROR + ", acr_values=\"" + "v ".repeat(1_000) + "w".repeat(201) + "\"";

    assertThat(read(long_).orElseThrow().acrValues()).containsExactly("v");
  }

  @Test
  void becomes_the_options_of_a_login() {
    LoginOptions options =
        new StepUpChallenge(List.of("gold", "silver"), Optional.of(Duration.ofSeconds(30)))
            .login(LoginOptions.scopes("openid").withMaxAge(Duration.ofHours(1)));

    assertThat(options.scopes()).containsExactly("openid");
    assertThat(options.acrValues()).containsExactly("gold", "silver");
    assertThat(options.maxAge()).contains(Duration.ofSeconds(30));
    assertThat(options.parameters().first("acr_values")).contains("gold silver");
    assertThat(options.parameters().first("max_age")).contains("30");
  }

  @Test
  void that_names_nothing_asks_the_user_anew() {
    assertThat(read("Bearer " + ERROR).orElseThrow().login(LoginOptions.scopes("openid")).maxAge())
        .contains(Duration.ZERO);
  }

  @Test
  void that_names_a_kind_alone_keeps_the_age_of_the_login() {
    LoginOptions usual = LoginOptions.scopes("openid").withMaxAge(Duration.ofHours(1));

    assertThat(new StepUpChallenge(List.of("gold"), Optional.empty()).login(usual).maxAge())
        .contains(Duration.ofHours(1));
  }

  @Test
  void is_answered_once() {
    StepUpChallenge challenge = new StepUpChallenge(List.of("gold"), Optional.empty());
    challenge.requireFirst(Optional.empty());

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> challenge.requireFirst(Optional.of(challenge)))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.step_up_repeated"))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }

  @Test
  void of_many_kinds_the_first_twenty_count() {
    StringBuilder all = new StringBuilder("a a a ");
    for (int i = 0; i < 30; i++) {
      all.append("k").append(i).append(' ');
    }
    String challenge =
        "Bearer error=\"insufficient_user_authentication\", acr_values=\"" + all + "\"";

    assertThat(
            StepUpChallenge.in(401, Map.of("WWW-Authenticate", List.of(challenge)))
                .orElseThrow()
                .acrValues())
        .hasSize(20)
        .startsWith("a", "k0")
        .endsWith("k18");
  }
}
