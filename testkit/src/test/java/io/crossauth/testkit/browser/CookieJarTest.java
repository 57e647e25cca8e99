package io.crossauth.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class CookieJarTest {

  private static final URI PAGE = URI.create("http://127.0.0.1:1/realms/shop/login");

  private final CookieJar jar = new CookieJar();

  @Test
  void givesACookieBackToThePathItIsFor() {
    jar.keep(PAGE, List.of("a=1; Path=/realms/shop/; HttpOnly"));

    assertThat(jar.header(PAGE)).contains("a=1");
    assertThat(jar.header(URI.create("http://127.0.0.1:1/realms/other"))).isEmpty();
  }

  @Test
  void takesNoPathForItsPrefix() {
    jar.keep(PAGE, List.of("a=1; Path=/realms/shop"));

    assertThat(jar.header(URI.create("http://127.0.0.1:1/realms/shopping"))).isEmpty();
  }

  @Test
  void givesACookieWithoutAPathToItsFolder() {
    jar.keep(PAGE, List.of("a=1"));

    assertThat(jar.header(URI.create("http://127.0.0.1:1/realms/shop/next"))).contains("a=1");
    assertThat(jar.header(URI.create("http://127.0.0.1:1/realms"))).isEmpty();
  }

  @Test
  void givesNothingToAnotherHost() {
    jar.keep(PAGE, List.of("a=1; Path=/"));

    assertThat(jar.header(URI.create("http://localhost:1/"))).isEmpty();
  }

  @Test
  void keepsTheLastValue() {
    jar.keep(PAGE, List.of("a=1; Path=/", "a=2==; Path=/"));

    assertThat(jar.header(PAGE)).contains("a=2==");
  }

  @Test
  void forgetsACookieWhoseTimeIsOver() {
    jar.keep(PAGE, List.of("a=1; Path=/", "b=1; Path=/"));
    jar.keep(PAGE, List.of("a=; Path=/; Max-Age=0"));

    assertThat(jar.header(PAGE)).contains("b=1");
  }

  @Test
  void sendsTheLongestPathFirst() {
    jar.keep(PAGE, List.of("a=1; Path=/", "a=2; Path=/realms"));

    assertThat(jar.header(PAGE)).contains("a=2; a=1");
  }
}
