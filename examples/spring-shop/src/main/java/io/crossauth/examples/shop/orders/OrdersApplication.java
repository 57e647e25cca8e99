package io.crossauth.examples.shop.orders;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The orders API: it takes access tokens, and trades them for others that delivery takes. */
@SpringBootApplication
public class OrdersApplication {

  /**
   * Starts the API, with the settings of {@code orders.properties}.
   *
   * @param arguments settings that come before the file's, such as {@code --server.port=8081}
   */
  public static void main(String... arguments) {
    start(arguments);
  }

  /**
   * {@return the API, started}
   *
   * @param arguments settings that come before the file's
   */
  public static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(OrdersApplication.class)
        .properties("spring.config.name=orders")
        .run(arguments);
  }
}
