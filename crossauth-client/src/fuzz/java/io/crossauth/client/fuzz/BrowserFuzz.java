package io.crossauth.client.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** Jazzer's way to the targets; one method in one run, by the command in docs/how-we-test.md. */
@Timeout(value = 12, unit = TimeUnit.MINUTES) // instead of the minute that other tests have
class BrowserFuzz {

  @FuzzTest(maxDuration = "10m")
  void callback(byte[] bytes) {
    Targets.callback(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void sealed(byte[] bytes) {
    Targets.sealed(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void pending(byte[] bytes) {
    Targets.pending(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void challenge(byte[] bytes) {
    Targets.challenge(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void loopback(byte[] bytes) {
    Targets.loopback(bytes);
  }
}
