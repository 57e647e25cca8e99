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
  void are_usually_12_and_45_and_50_seconds() {
    assertThat(RenewalPolicy.usual())
        .isEqualTo(
            new RenewalPolicy(
                Duration.ofSeconds(12), Duration.ofSeconds(45), Duration.ofSeconds(50)));
  }

  @ParameterizedTest(name = "calls of {0} s, a lease of {1} s, a patience of {2} s")
  @CsvSource({"0, 45, 50", "-1, 45, 50", "15, 45, 50", "16, 45, 50", "12, 50, 50", "12, 51, 50"})
  void fit_into_each_other(int call, int lease, int patience) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RenewalPolicy(
                    Duration.ofSeconds(call),
                    Duration.ofSeconds(lease),
                    Duration.ofSeconds(patience)))
        .withMessageContaining("three calls < lease < patience");
  }
}
