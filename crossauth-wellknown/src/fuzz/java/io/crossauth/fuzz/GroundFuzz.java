package io.crossauth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** Jazzer's way to the targets; one method in one run, by the command in docs/how-we-test.md. */
@Timeout(value = 12, unit = TimeUnit.MINUTES) // instead of the minute that other tests have
class GroundFuzz {

  @FuzzTest(maxDuration = "10m")
  void http(byte[] bytes) {
    Targets.http(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void redaction(byte[] bytes) {
    Targets.redaction(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void form(byte[] bytes) {
    Targets.form(bytes);
  }
}
