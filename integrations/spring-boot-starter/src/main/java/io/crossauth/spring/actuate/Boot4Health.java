package io.crossauth.spring.actuate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of Boot 4, where the same is in another place. */
final class Boot4Health implements HealthIndicator {

  private final HealthMemory memory;

  Boot4Health(HealthMemory memory) {
    this.memory = memory;
  }

  @Override
  public Health health() {
    HealthReport report = memory.report();
    return Health.status(report.state().name()).withDetails(report.details()).build();
  }
}
