package io.crossauth.examples.shop.front;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop's pages: an application as Spring's start page makes it, with nothing added here. */
@SpringBootApplication
public class ShopApplication {

  /**
   * Starts the pages, with the settings of {@code application.properties}.
   *
   * @param arguments settings that come before the file's, such as {@code --server.port=8080}
   */
  public static void main(String... arguments) {
    start(arguments);
  }

  /**
   * {@return the pages, started}
   *
   * @param arguments settings that come before the file's
   */
  public static ConfigurableApplicationContext start(String... arguments) {
    return SpringApplication.run(ShopApplication.class, arguments);
  }
}
