package io.crossauth.spring.observation;

import io.crossauth.http.HttpPolicy;
import io.crossauth.micrometer.HttpMeters;
import io.crossauth.micrometer.KeySetMeters;
import io.crossauth.spring.CrossauthAutoConfiguration;
import io.crossauth.spring.TransportCustomizer;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has Micrometer see what clients do, where it is there: each token request as the observation
 * {@code crossauth.token}, and with crossauth-micrometer all HTTP calls and key sets as meters.
 */
@AutoConfiguration(
    before = CrossauthAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics"
          + ".CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure"
          + ".CompositeMeterRegistryAutoConfiguration"
    })
public class CrossauthObservationAutoConfiguration {

  /** Spans and timers. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  @ConditionalOnBean(ObservationRegistry.class)
  static class Observations {

    @Bean
    @ConditionalOnMissingBean(name = "crossauthTokenObservations")
    TransportCustomizer crossauthTokenObservations(ObservationRegistry registry) {
      return (id, transport) -> new ObservedTransport(id, transport, registry);
    }
  }

  /** With crossauth-micrometer. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({MeterRegistry.class, HttpMeters.class})
  @ConditionalOnBean(MeterRegistry.class)
  static class Meters {

    @Bean
    @ConditionalOnMissingBean(name = "crossauthHttpMeters")
    TransportCustomizer crossauthHttpMeters(MeterRegistry registry) {
      HttpMeters meters = HttpMeters.of(registry);
      return (id, transport) -> HttpPolicy.observed(transport, meters);
    }

    @Bean
    @ConditionalOnMissingBean(KeySetListener.class)
    KeySetMeters crossauthKeySetMeters(MeterRegistry registry) {
      return KeySetMeters.of(registry);
    }
  }
}
