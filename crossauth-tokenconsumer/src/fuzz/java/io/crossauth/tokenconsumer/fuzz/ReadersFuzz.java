package io.crossauth.tokenconsumer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** Jazzer's way to the targets; one method in one run, by the command in docs/how-we-test.md. */
@Timeout(value = 12, unit = TimeUnit.MINUTES) // instead of the minute that other tests have
class ReadersFuzz {

  @FuzzTest(maxDuration = "10m")
  void token(byte[] bytes) {
    Targets.token(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void authorization(byte[] bytes) {
    Targets.authorization(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void header(byte[] bytes) {
    Targets.header(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void payload(byte[] bytes) {
    Targets.payload(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void jwks(byte[] bytes) {
    Targets.jwks(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void metadata(byte[] bytes) {
    Targets.metadata(bytes);
  }
}
