package io.crossauth.spring.actuate;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** The health of Boot 3. */
final class Boot3Health implements HealthIndicator {

  private final HealthMemory memory;

  Boot3Health(HealthMemory memory) {
    this.memory = memory;
  }

  @Override
  public Health health() {
    HealthReport report = memory.report();
    return Health.status(report.state().name()).withDetails(report.details()).build();
  }
}
