package consumer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the Spring Boot application that the rest of the program then runs in. */
public final class Boot implements Part {

  @Override
  public void run(Provider provider) {
    System.setProperty("server.port", "0");
    System.setProperty("server.address", "127.0.0.1");
    SpringApplication.run(Application.class);
  }

  /** Nothing of its own: what the starters bring. */
  @SpringBootApplication(proxyBeanMethods = false)
  static class Application {}
}
