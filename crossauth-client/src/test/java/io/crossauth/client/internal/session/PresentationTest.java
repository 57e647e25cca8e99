package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A presentation of a refresh token")
class PresentationTest {

  private static Presentation begun() {
    Presentation presentation = new Presentation(() -> true);
    assertThat(presentation.getAsBoolean()).isTrue();
    return presentation;
  }

  private static Presentation refused() {
    Presentation presentation = new Presentation(() -> false);
    assertThat(presentation.getAsBoolean()).isFalse();
    return presentation;
  }

  @Test
  void is_too_late_if_it_might_not_begin() {
    assertThat(refused().tooLate()).isTrue();
    assertThat(begun().tooLate()).isFalse();
    assertThat(new Presentation(() -> true).tooLate()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(TransportException.Kind.class)
  void is_lost_by_what_breaks_after_the_first_byte(TransportException.Kind kind) {
    boolean withoutAnswer =
        switch (kind) {
          case TIMEOUT, BROKEN, CLOSED -> true;
          default -> false;
        };

    assertThat(begun().lost(SessionScene.broken(kind, true))).isEqualTo(withoutAnswer);
    assertThat(begun().lost(SessionScene.broken(kind, false))).isFalse();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "empty, 200, true",
    "not_json, 200, true",
    "empty, 201, false",
    "missing_member, 200, false"
  })
  void is_lost_by_an_answer_that_breaks_off(String rule, int status, boolean lost) {
    assertThat(begun().lost(new InvalidResponseException(rule, "an answer", status, null)))
        .isEqualTo(lost);
  }

  @Test
  void is_lost_by_an_interruption_and_by_nothing_else() {
    assertThat(begun().lost(new InterruptedCallException("an answer", null))).isTrue();
    assertThat(begun().lost(new IllegalStateException("a failure of the program"))).isFalse();
  }

  @Test
  void is_not_lost_before_it_begins() {
    InterruptedCallException interruption = new InterruptedCallException("a turn", null);

    assertThat(new Presentation(() -> true).lost(interruption)).isFalse();
    assertThat(refused().lost(interruption)).isFalse();
  }

  @Test
  void is_not_taken_by_a_server_that_was_not_reached() {
    assertThat(begun().notTaken(SessionScene.down())).isTrue();
    assertThat(begun().notTaken(SessionScene.broken(TransportException.Kind.TIMEOUT, true)))
        .isFalse();
    assertThat(
            new Presentation(() -> true)
                .notTaken(SessionScene.broken(TransportException.Kind.TIMEOUT, true)))
        .isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"429, true", "503, true", "400, false", "500, false"})
  void is_not_taken_by_a_server_that_is_busy(int status, boolean busy) {
    assertThat(begun().notTaken(new OAuthErrorException("x", null, null, status, null, null)))
        .isEqualTo(busy);
  }

  @Test
  void is_not_taken_by_what_fails_before_it_begins() {
    IllegalStateException failure = new IllegalStateException("a failure of the program");

    assertThat(new Presentation(() -> true).notTaken(failure)).isTrue();
    assertThat(begun().notTaken(failure)).isFalse();
  }
}
