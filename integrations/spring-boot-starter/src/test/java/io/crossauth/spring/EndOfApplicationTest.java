package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.RawBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;

@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("An application on Tomcat that ends")
class EndOfApplicationTest {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Empty {}

  @Test
  @DisplayName("leaves no thread that Tomcat warns of, and none that holds its class loader")
  void leaves_nothing(CapturedOutput log) throws Exception {
    ClassLoader loader = startedAndEnded();

    assertThat(log.getAll()).doesNotContain("crossauth-").doesNotContain("memory leak");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("crossauth-"))
        .isNotEmpty()
        .noneMatch(thread -> thread.getContextClassLoader() == loader);
  }

  /** Its requests have needed threads of ours: to end a call in time, and to renew keys. */
  private ClassLoader startedAndEnded() throws Exception {
    try (Scene scene = new Scene()) {
      Scene.App app = scene.start(Empty.class, scene.client());
      RawBrowser browser = app.browser();
      scene.login(browser, "/");
      assertThat(browser.script("GET", "/session").status()).isEqualTo(200);
      ClassLoader own =
          ((WebApplicationContext) app.context()).getServletContext().getClassLoader();
      assertThat(own.getClass().getName()).as("Tomcat's own").contains("Tomcat");
      app.context().close();
      return own;
    }
  }
}
