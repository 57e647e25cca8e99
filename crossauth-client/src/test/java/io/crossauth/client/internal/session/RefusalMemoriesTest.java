package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testing.FakeTime;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is remembered of refusals")
class RefusalMemoriesTest {

  private final FakeTime time = FakeTime.create();

  private static OAuthErrorException refusal(String error) {
    return new OAuthErrorException(error, null, null, 400, null, null);
  }

  @Test
  @DisplayName("is of 10,000 refresh tokens at most")
  void is_of_so_many_refresh_tokens_at_most() {
    RefreshRefusals refusals = new RefreshRefusals(ProviderQuirks.none(), time.platform());
    for (int i = 0; i < RefreshRefusals.MOST + 500; i++) {
      assertThat(refusals.isFinal(refusal("a_word_of_its_own"), Secret.of("rt-" + i))).isFalse();
    }

    assertThat(refusals.counted()).isLessThanOrEqualTo(RefreshRefusals.MOST);
  }

  @Test
  @DisplayName("is of 100 words at most")
  void is_of_so_many_words_at_most() {
    List<OAuthErrorException> heard = new ArrayList<>();
    RefusalAlarm alarm = new RefusalAlarm(heard::add, time.platform());
    for (int i = 0; i < 5 * RefusalAlarm.MOST_WORDS; i++) {
      alarm.ended(refusal("word_" + i));
    }

    assertThat(alarm.words()).isLessThanOrEqualTo(RefusalAlarm.MOST_WORDS);
    assertThat(heard).isEmpty();
  }
}
