package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void knowsTheVersionThatTheBuildNames() throws IOException {
    assertThat(Distribution.version()).matches("\\d+\\.\\d+\\.\\d+");
  }
}
