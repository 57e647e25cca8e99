package io.crossauth.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of {@code benchmarks/nodes}. */
@Timeout(300)
@DisplayName("Three processes on one store")
class NodesTest {

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(
      name =
          "nodes: killed, ended and cut off from {0}, they present nothing twice and lose nothing")
  @ValueSource(strings = {JdbcBackend.KIND, RedisBackend.KIND})
  void they_present_nothing_twice_and_lose_nothing(String store) throws Exception {
    StringWriter text = new StringWriter();

    Summary summary = new Nodes(new PrintWriter(text)).shortForm(store);

    assertThat(summary.good()).as(text.toString()).isTrue();
    assertThat(summary.refreshes()).isGreaterThan(20);
    assertThat(text.toString())
        .contains("a node killed after its save", "orderly ends", "saves cut")
        .contains("All gates are met.")
        .doesNotContain("MISSED");
    assertThat(summary.markdown()).contains("| orderly ends |");
  }

  @Test
  void options_are_read_and_others_refused() {
    Nodes.Options options =
        Nodes.Options.parse(List.of("--quick", "--store", "redis", "--write", "docs"));

    assertThat(options.quick()).isTrue();
    assertThat(options.store()).isEqualTo("redis");
    assertThat(options.pages()).hasToString("docs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nodes.Options.parse(List.of("--slow")))
        .withMessageContaining("found --slow");
  }
}
