package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The times of a renewal")
class RenewalPolicyTest {

  @Test
  void are_usually_12_and_40_and_5_and_50_seconds_and_one_repetition() {
    assertThat(RenewalPolicy.usual()).isEqualTo(policy(12, 40, 5, 50));
    assertThat(RenewalPolicy.usual().repeats()).isTrue();
    assertThat(RenewalPolicy.usual().withoutRepeat().repeats()).isFalse();
  }

  @Test
  void repeat_once_where_nothing_is_known_and_longer_where_the_provider_takes_it() {
    RenewalPolicy unknown = RenewalPolicy.usual();
    assertThat(unknown.mayRepeat(false, Duration.ofHours(1))).isTrue();
    assertThat(unknown.mayRepeat(true, Duration.ZERO)).isFalse();
    RenewalPolicy known = unknown.withReuse(Duration.ofSeconds(30));
    assertThat(known.mayRepeat(false, Duration.ofHours(1))).isTrue();
    assertThat(known.mayRepeat(true, Duration.ofSeconds(29))).isTrue();
    assertThat(known.mayRepeat(true, Duration.ofSeconds(30))).isFalse();
    assertThat(unknown.withReuse(Duration.ZERO)).isEqualTo(unknown.withoutRepeat());
    assertThat(unknown.withoutRepeat().mayRepeat(false, Duration.ZERO)).isFalse();
    assertThat(unknown.withoutRepeat().withReuse(Duration.ofSeconds(30)).repeats()).isFalse();
  }

  @ParameterizedTest(
      name = "calls of {0} s, a lease of {1} s, a grace of {2} s, a patience of {3} s")
  @CsvSource({
    "0, 40, 5, 50",
    "-1, 40, 5, 50",
    "14, 42, 5, 50",
    "15, 42, 5, 50",
    "12, 40, 0, 50",
    "12, 40, -1, 50",
    "12, 40, 10, 50",
    "12, 40, 11, 50",
    "12, 51, 5, 50"
  })
  void fit_into_each_other(int call, int lease, int grace, int patience) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(call, lease, grace, patience))
        .withMessageContaining("three calls < lease")
        .withMessageContaining("lease + grace < patience");
  }

  private static RenewalPolicy policy(int call, int lease, int grace, int patience) {
    return new RenewalPolicy(
        Duration.ofSeconds(call),
        Duration.ofSeconds(lease),
        Duration.ofSeconds(grace),
        Duration.ofSeconds(patience),
        true);
  }
}
