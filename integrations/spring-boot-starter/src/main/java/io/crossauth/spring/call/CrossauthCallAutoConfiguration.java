package io.crossauth.spring.call;

import io.crossauth.spring.CrossauthAutoConfiguration;
import io.crossauth.spring.OAuthClients;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
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
}
