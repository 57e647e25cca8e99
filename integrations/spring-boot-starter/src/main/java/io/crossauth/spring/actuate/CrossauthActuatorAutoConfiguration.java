package io.crossauth.spring.actuate;

import io.crossauth.platform.Platform;
import io.crossauth.spring.CrossauthAutoConfiguration;
import io.crossauth.spring.CrossauthProperties;
import io.crossauth.spring.OAuthClients;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health and info from memory, and the check of a provider on demand, where Actuator is there. */
@AutoConfiguration(after = CrossauthAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(OAuthClients.class)
public class CrossauthActuatorAutoConfiguration {

  @Bean
  Contacts crossauthContacts() {
    return new Contacts(Platform.system());
  }

  @Bean
  HiddenSecrets crossauthHiddenSecrets() {
    return new HiddenSecrets();
  }

  @Bean
  HealthMemory crossauthHealthMemory(
      OAuthClients clients, Contacts contacts, ObjectProvider<OAuthTokenConsumer> consumers) {
    return new HealthMemory(clients, contacts, consumers::stream);
  }

  /** Where {@code HealthIndicator} is in Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
  @ConditionalOnBooleanProperty(name = "management.health.crossauth.enabled", matchIfMissing = true)
  static class OfBoot3 {

    @Bean
    @ConditionalOnMissingBean(name = "crossauthHealthIndicator")
    Boot3Health crossauthHealthIndicator(HealthMemory memory) {
      return new Boot3Health(memory);
    }
  }

  /** Where {@code HealthIndicator} is in Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  @ConditionalOnBooleanProperty(name = "management.health.crossauth.enabled", matchIfMissing = true)
  static class OfBoot4 {

    @Bean
    @ConditionalOnMissingBean(name = "crossauthHealthIndicator")
    Boot4Health crossauthHealthIndicator(HealthMemory memory) {
      return new Boot4Health(memory);
    }
  }

  /** What {@code /actuator/info} and {@code /actuator/crossauth} answer. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(InfoContributor.class)
  static class Told {

    @Bean
    @ConditionalOnEnabledInfoContributor("crossauth")
    @ConditionalOnMissingBean(name = "crossauthInfoContributor")
    ClientsInfo crossauthInfoContributor(CrossauthProperties properties) {
      return new ClientsInfo(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    ProviderEndpoint crossauthEndpoint(
        OAuthClients clients, CrossauthProperties properties, Contacts contacts) {
      return new ProviderEndpoint(clients, properties, contacts);
    }
  }
}
