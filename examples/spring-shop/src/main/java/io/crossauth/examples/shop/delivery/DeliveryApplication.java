package io.crossauth.examples.shop.delivery;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The second service: it takes tokens for itself alone, and never sees those of the shop. */
@SpringBootApplication
public class DeliveryApplication {

  /**
   * Starts the service, with the settings of {@code delivery.properties}.
   *
   * @param arguments settings that come before the file's, such as {@code --server.port=8082}
   */
  public static void main(String... arguments) {
    start(arguments);
  }

  /**
   * {@return the service, started}
   *
   * @param arguments settings that come before the file's
   */
  public static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(DeliveryApplication.class)
        .properties("spring.config.name=delivery")
        .run(arguments);
  }
}
