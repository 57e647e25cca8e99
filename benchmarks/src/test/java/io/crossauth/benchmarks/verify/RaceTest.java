package io.crossauth.benchmarks.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Contestants;
import io.crossauth.benchmarks.peers.RawVerify;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RaceTest {

  private static final Pace SHORT = new Pace(20, 20, 5, 200);

  @Test
  void whoDoesTheSameTwiceNeedsTwiceTheTime() throws Exception {
    Scene scene = Scene.of(Algorithm.RS256);
    List<String> tokens = scene.tokens(2);
    Verifier raw = RawVerify.byDefault(scene, tokens);
    Verifier twice = token -> raw.verify(token) + raw.verify(token);

    Map<String, Score> scores =
        new Race(Map.of(Race.RAW, raw, "twice", twice), tokens, new Pace(300, 300, 31, 2_000))
            .run();

    assertThat(scores.get(Race.RAW).ratio()).isEqualTo(1);
    assertThat(scores.get("twice").ratio()).isCloseTo(2, within(0.7));
    assertThat(scores.get("twice").bytes()).isGreaterThan(scores.get(Race.RAW).bytes());
  }

  @Test
  void nothingIsMeasuredOfOneWhoRefuses() {
    Scene scene = Scene.of(Algorithm.HS256);
    List<String> tokens = scene.tokens(1);
    Verifier refuses =
        token -> {
          throw new IllegalArgumentException("no");
        };

    Race race =
        new Race(
            Map.of(Race.RAW, RawVerify.byDefault(scene, tokens), "refuses", refuses),
            tokens,
            SHORT);

    assertThatThrownBy(race::run).hasMessage("no");
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void theRawVerifyIsARealOne(Algorithm algorithm) throws Exception {
    Scene scene = Scene.of(algorithm);
    String good = scene.tokens(1).get(0);
    String bad = good.substring(0, good.length() - 4) + "AAAA";
    RawVerify raw = RawVerify.byJdk(scene, List.of(good, bad));

    assertThat(raw.verify(good)).isEqualTo(Scene.SUBJECT);
    assertThatThrownBy(() -> raw.verify(bad)).isInstanceOf(Exception.class);
    assertThat(RawVerify.byDefault(scene, List.of(good)).verify(good)).isEqualTo(Scene.SUBJECT);
  }

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Median.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
  }

  @Test
  void namesAreUnique() {
    assertThat(Contestants.peers()).extracting(one -> one.name()).doesNotHaveDuplicates();
    assertThat(Contestants.ours()).extracting(one -> one.name()).doesNotHaveDuplicates();
  }
}
