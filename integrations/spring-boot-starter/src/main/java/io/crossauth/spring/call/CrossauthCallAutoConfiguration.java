package io.crossauth.spring.call;

import io.crossauth.spring.CrossauthAutoConfiguration;
import io.crossauth.spring.OAuthClients;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/** Tokens on calls to APIs, by the properties {@code crossauth.call}. */
@AutoConfiguration(after = CrossauthAutoConfiguration.class)
@ConditionalOnClass(ClientHttpRequestInterceptor.class)
@EnableConfigurationProperties(CallProperties.class)
public class CrossauthCallAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(OAuthClients.class)
  CrossauthCalls crossauthCalls(OAuthClients clients, CallProperties properties) {
    return new CrossauthCalls(clients::get, properties.origins());
  }

  /** The HTTP interfaces that Spring 7 makes itself, called by a {@code RestClient}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = RestClientGroups.CONFIGURER)
  @Import(RestClientGroups.class)
  static class GroupsOfRestClient {}

  /** Those that are called by a {@code WebClient}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = WebClientGroups.CONFIGURER)
  @Import(WebClientGroups.class)
  static class GroupsOfWebClient {}
}
