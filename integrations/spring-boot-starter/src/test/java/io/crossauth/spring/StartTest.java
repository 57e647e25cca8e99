package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** What an application has that starts with the starter. */
class StartTest {

  private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";

  private final WebApplicationContextRunner application =
      new WebApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CrossauthAutoConfiguration.class));

  @Test
  @DisplayName("without properties an application starts, and has nothing of ours to answer")
  void starts_without_properties() {
    application.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(CrossauthProperties.class).client()).isEmpty();
        });
  }

  @Test
  @DisplayName("no text form of the properties shows a secret")
  void hides_secrets() {
    application
        .withPropertyValues(
            "crossauth.client.shop.issuer=https://id.example.com",
            "crossauth.client.shop.client-id=web",
            "crossauth.client.shop.client-secret=very-secret",
            "crossauth.sealing-keys=" + KEY)
        .run(
            context ->
                assertThat(context.getBean(CrossauthProperties.class).toString())
                    .contains("shop")
                    .doesNotContain("very-secret", KEY));
  }
}
