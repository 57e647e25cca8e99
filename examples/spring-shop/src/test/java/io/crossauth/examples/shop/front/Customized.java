package io.crossauth.examples.shop.front;

import io.crossauth.servlet.ProtectedPath;
import io.crossauth.spring.LoginFilterCustomizer;
import io.crossauth.spring.OAuthClientCustomizer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code docs/spring.md} sets beyond the properties; found beside the shop's own classes. */
@Configuration(proxyBeanMethods = false)
class Customized {

  @Bean
  OAuthClientCustomizer shopClient() {
    return (id, builder) -> builder.mergeUserInfo();
  }

  @Bean
  LoginFilterCustomizer payments() {
    return filter ->
        filter.protect(
            ProtectedPath.of("/pay/*").withAcrValues("gold").withMaxAge(Duration.ofMinutes(5)));
  }
}
