package io.crossauth.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.InProcessProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The demo of three processes that share a database. */
@Timeout(300)
@DisplayName("./demo --nodes")
class DemoNodesIT {

  @Test
  @DisplayName("node 8 W-12: a logout that reaches one node ends the session of all")
  void a_logout_that_reaches_one_node_ends_the_session_of_all() {
    Printed demo = Printed.by("--nodes");

    assertThat(demo.last()).as(demo.text()).isEqualTo("nodes: all went well");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.text())
        .containsSubsequence(
            "ALICE LOGS IN AT NODE 1",
            "POST of grant_type=authorization_code",
            "put, sealed",
            "NODE 2 NEEDS A TOKEN",
            "lease: taken",
            "POST of grant_type=refresh_token",
            "saved",
            "NODE 1 FINDS WHAT NODE 2 HAS RENEWED",
            "POST of a logout token",
            "sessions: 1",
            "opens a page: session.login_required",
            "opens a page: session.login_required",
            "opens a page: session.login_required")
        .doesNotContain("eyJ", TestUsers.password(TestUsers.ALICE));
  }

  @Test
  void it_is_in_the_help_and_goes_without_others() {
    Demo described = new Demo(System.out, p -> InProcessProvider.start(), false, Ending.never());

    assertThat(new CommandLine(described).getUsageMessage()).contains("--nodes");
    assertThat(Printed.by("--nodes", "--quick").exitCode()).isEqualTo(2);
    assertThat(Printed.by("--nodes", "--yandex").exitCode()).isEqualTo(2);
  }
}
